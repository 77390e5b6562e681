package dev.accord.order.saga;

import dev.accord.event.Event;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to each order, in the order in which it took effect here. */
public final class Timeline {
  private static final String NOTE =
      """
      insert into order_step (order_id, at, happening, event_id, caused_by, status, told, detail)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private static final String FIND =
      "select at, happening, event_id, caused_by, status, told, detail from order_step"
          + " where order_id = $1 order by id";

  /**
   * One step.
   *
   * @param happening an event by its name, or what began in this service
   * @param eventId the id of that event
   * @param causedBy the id of the event that led to that event
   * @param status the order's status afterwards
   * @param told the events that left with this step
   * @param detail for people
   */
  public record Step(
      Instant at,
      String happening,
      @Nullable String eventId,
      @Nullable String causedBy,
      String status,
      List<String> told,
      @Nullable String detail) {
    /** Copies. */
    public Step {
      told = List.copyOf(told);
    }
  }

  private final Database database;

  /** Reads what {@link Saga} writes. */
  public Timeline(Database database) {
    this.database = database;
  }

  /** The steps of an order, the first first; none if there is no such order. */
  public Future<List<Step>> of(UUID order) {
    return database
        .withConnection(sql -> sql.preparedQuery(FIND).execute(Tuple.of(order)))
        .map(
            rows -> {
              List<Step> steps = new ArrayList<>();
              rows.forEach(row -> steps.add(step(row)));
              return steps;
            });
  }

  /** Adds a step to an order that is locked. */
  static Future<Void> note(
      SqlClient sql, SagaRow order, Happening happening, List<Event> told, Clock clock) {
    return sql.preparedQuery(NOTE)
        .execute(
            Tuple.of(order.order())
                .addValue(clock.instant().atOffset(ZoneOffset.UTC))
                .addValue(happening.trigger().label())
                .addValue(happening.eventId())
                .addValue(happening.causedBy())
                .addValue(order.status().name())
                .addArrayOfString(
                    told.stream().map(event -> event.getSchema().getName()).toArray(String[]::new))
                .addValue(order.forgotten() ? null : happening.detail()))
        .mapEmpty();
  }

  private static Step step(Row row) {
    return new Step(
        row.getOffsetDateTime("at").toInstant(),
        row.getString("happening"),
        row.getString("event_id"),
        row.getString("caused_by"),
        row.getString("status"),
        List.of(row.getArrayOfStrings("told")),
        row.getString("detail"));
  }
}
