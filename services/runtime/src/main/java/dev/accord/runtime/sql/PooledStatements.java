package dev.accord.runtime.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;

/** Single statements on a pool, with the driver's failures said in our words. */
final class PooledStatements implements SqlClient {
  private final Pool pool;
  private final UnaryOperator<Throwable> words;

  PooledStatements(Pool pool, UnaryOperator<Throwable> words) {
    this.pool = pool;
    this.words = words;
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return new Direct<>(pool.query(sql));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return new Prepared<>(pool.preparedQuery(sql));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return new Prepared<>(pool.preparedQuery(sql, options));
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }

  private <T> Future<T> said(Future<T> result) {
    return result.recover(failure -> Future.failedFuture(words.apply(failure)));
  }

  private final class Direct<T> implements Query<T> {
    private final Query<T> query;

    Direct(Query<T> query) {
      this.query = query;
    }

    @Override
    public Future<T> execute() {
      return said(query.execute());
    }

    @Override
    public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
      return new Direct<>(query.collecting(collector));
    }

    @Override
    public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
      return new Direct<>(query.mapping(mapper));
    }
  }

  private final class Prepared<T> implements PreparedQuery<T> {
    private final PreparedQuery<T> query;

    Prepared(PreparedQuery<T> query) {
      this.query = query;
    }

    @Override
    public Future<T> execute() {
      return said(query.execute());
    }

    @Override
    public Future<T> execute(Tuple parameters) {
      return said(query.execute(parameters));
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
      return said(query.executeBatch(batch));
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
      return new Prepared<>(query.collecting(collector));
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
      return new Prepared<>(query.mapping(mapper));
    }
  }
}
