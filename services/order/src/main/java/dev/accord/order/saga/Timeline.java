package dev.accord.order.saga;

import static java.util.stream.Collectors.joining;

import dev.accord.event.Event;
import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happened to each order, in the order in which it took effect here. */
public final class Timeline {
  /** In the order in which they took effect; names of events hold no comma. */
  private static final String NOTE =
      """
      insert into order_step (order_id, at, happening, event_id, caused_by, status, told, detail)
      select order_id, at, happening, event_id, caused_by, status,
        string_to_array(told, ','), detail
      from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[]) with ordinality
        as step (order_id, at, happening, event_id, caused_by, status, told, detail, n)
      order by n
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

  /** A step that is not written yet. */
  record Note(Instant at, SagaRow order, Happening happening, List<Event> told) {
    @Nullable String detail() {
      return order.forgotten() ? null : happening.detail();
    }

    String names() {
      return told.stream().map(event -> event.getSchema().getName()).collect(joining(","));
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

  /** Adds steps to orders that are locked. */
  static Future<Void> add(SqlClient sql, List<Note> notes) {
    var happenings = notes.stream().map(Note::happening).toList();
    return sql.preparedQuery(NOTE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(happenings.stream().map(Happening::order).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                    notes.stream()
                        .map(note -> note.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(happenings, happening -> happening.trigger().label()))
                .addArrayOfString(texts(happenings, Happening::eventId))
                .addArrayOfString(texts(happenings, Happening::causedBy))
                .addArrayOfString(texts(notes, note -> note.order().status().name()))
                .addArrayOfString(texts(notes, Note::names))
                .addArrayOfString(texts(notes, Note::detail)))
        .mapEmpty();
  }

  private static <T> String[] texts(List<T> of, Function<T, @Nullable String> column) {
    return of.stream().map(column).toArray(String[]::new);
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
