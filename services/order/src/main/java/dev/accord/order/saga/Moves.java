package dev.accord.order.saga;

import dev.accord.event.Event;
import dev.accord.order.saga.Transition.Move;
import dev.accord.order.saga.Transition.Still;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happenings do to orders that are locked: each finds its order as the ones before it left it.
 * Then all of it is written, by one statement for the orders and one for their timelines.
 */
final class Moves {
  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

  private final Map<UUID, SagaRow> rows;
  private final Duration answerMax;
  private final Clock clock;
  private final Map<UUID, Optional<Duration>> waits = new LinkedHashMap<>();
  private final List<Timeline.Note> notes = new ArrayList<>();

  /**
   * What became of a happening.
   *
   * @param told the events that are to leave because of it
   */
  record Done(Transition transition, List<Event> told) {
    static Done quietly(Transition transition) {
      return new Done(transition, List.of());
    }
  }

  /**
   * Nothing moved yet.
   *
   * @param answerMax how long an order that is moved awaits its next answer
   */
  Moves(Map<UUID, SagaRow> rows, Duration answerMax, Clock clock) {
    this.rows = new HashMap<>(rows);
    this.answerMax = answerMax;
    this.clock = clock;
  }

  /**
   * Moves an order, or notes why it stays.
   *
   * @return empty if there is no such order
   * @throws IllegalStateException if the happening cannot be true
   */
  Optional<Done> take(Happening happening) {
    return Optional.ofNullable(rows.get(happening.order())).map(row -> take(row, happening));
  }

  private Done take(SagaRow row, Happening happening) {
    var transition = Transitions.of(row.phase(), happening.trigger());
    return transition instanceof Move move
        ? move(row, move, happening)
        : stay(row, (Still) transition, happening);
  }

  private Done move(SagaRow row, Move move, Happening happening) {
    var next = row.moved(move, happening.detail());
    var told = Tellings.of(row, next, happening, clock);
    rows.put(next.order(), next);
    waits.put(next.order(), next.phase().isFinal() ? Optional.empty() : Optional.of(answerMax));
    note(next, happening, told);
    return new Done(move, told);
  }

  private Done stay(SagaRow row, Still how, Happening happening) {
    switch (how) {
      case TOO_LATE -> {}
      case NOTHING -> note(row, happening, List.of());
      case OVERDUE -> {
        LOG.warn("order {} is {}: {}", row.order(), row.phase(), happening.detail());
        waits.put(row.order(), Optional.empty());
        note(row, happening, List.of());
      }
      case CONTRADICTION ->
          throw new IllegalStateException(
              happening.trigger().label()
                  + " cannot be true of order "
                  + row.order()
                  + ", which is "
                  + row.phase()
                  + " here");
    }
    return Done.quietly(how);
  }

  private void note(SagaRow order, Happening happening, List<Event> told) {
    notes.add(new Timeline.Note(clock.instant(), order, happening, told));
  }

  /** Sent together: the connection takes one after the other without waiting in between. */
  Future<Void> write(SqlClient sql) {
    var moved = waits.keySet().stream().map(rows::get).toList();
    List<Future<?>> work = new ArrayList<>();
    if (!moved.isEmpty()) {
      work.add(SagaRow.save(sql, moved, List.copyOf(waits.values())));
    }
    if (!notes.isEmpty()) {
      work.add(Timeline.add(sql, notes));
    }
    return Future.join(work).mapEmpty();
  }
}
