package dev.accord.runtime.deadletter;

import dev.accord.runtime.sql.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.StreamSupport;

/** The dead letters in one service's schema. Every method may be repeated. */
public final class DeadLetters {
  private final Database database;

  /** On the schema of one service. */
  public DeadLetters(Database database) {
    this.database = database;
  }

  /** Those meant, in the order they were parked, at most as many as said. */
  public Future<List<Letter>> list(LetterFilter filter, int max) {
    return database
        .pool()
        .preparedQuery("select * from inbox_parked " + LetterFilter.WHERE + " order by id limit $7")
        .execute(filter.parameters().addValue(max))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Letter::of).toList());
  }

  /**
   * Asks the service to handle them again. Within seconds a running one does: what succeeds is gone
   * from here, and what waited behind it follows in the order of its key; what fails stays, and
   * {@link Letter#answer} tells why.
   *
   * @return how many are meant
   */
  public Future<Integer> retry(LetterFilter filter) {
    return ask("RETRY", filter);
  }

  /**
   * Asks the service to handle them and roll everything back; {@link Letter#answer} then tells what
   * would happen.
   *
   * @return how many are meant
   */
  public Future<Integer> dryRun(LetterFilter filter) {
    return ask("DRY_RUN", filter);
  }

  private Future<Integer> ask(String what, LetterFilter filter) {
    return database
        .pool()
        .preparedQuery("update inbox_parked set asked = $7, answer = null " + LetterFilter.WHERE)
        .execute(filter.parameters().addValue(what))
        .map(rows -> rows.rowCount());
  }

  /**
   * Gives them up for good: they count as handled. What waited behind them goes on.
   *
   * @return how many there were
   */
  public Future<Integer> discard(LetterFilter filter) {
    return database
        .pool()
        .preparedQuery("delete from inbox_parked " + LetterFilter.WHERE)
        .execute(filter.parameters())
        .map(rows -> rows.rowCount());
  }
}
