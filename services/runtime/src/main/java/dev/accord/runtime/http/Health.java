package dev.accord.runtime.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether a service works (live: restart it if not) and whether it can serve now (ready: send it no
 * requests if not). Each check has a bounded time; one that fails, throws or is late is down.
 */
public final class Health {
  private record Check(String name, Supplier<? extends Future<?>> ask) {}

  /** One check's outcome, as it is shown. */
  private record Finding(String name, boolean up, Object detail) {
    Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("name", name);
      json.put("status", word(up));
      if (!detail.equals("")) {
        json.put("detail", detail);
      }
      return json;
    }
  }

  private final Duration timeout;
  private final List<Check> live = new ArrayList<>();
  private final List<Check> ready = new ArrayList<>();
  private boolean stopping;

  Health(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Adds a check of {@code /health/live}.
   *
   * @param ask a result that is not null is shown as the check's detail, as JSON
   */
  public void live(String name, Supplier<? extends Future<?>> ask) {
    live.add(new Check(name, ask));
  }

  /**
   * Adds a check of {@code /health/ready}.
   *
   * @param ask a result that is not null is shown as the check's detail, as JSON
   */
  public void ready(String name, Supplier<? extends Future<?>> ask) {
    ready.add(new Check(name, ask));
  }

  void stopping() {
    stopping = true;
  }

  Future<Reply> askLive() {
    return ask(live);
  }

  Future<Reply> askReady() {
    return stopping
        ? Future.succeededFuture(
            answer(List.of(new Finding("process", false, "the service is stopping"))))
        : ask(ready);
  }

  private Future<Reply> ask(List<Check> checks) {
    var findings = checks.stream().map(this::ask).toList();
    return Future.all(findings).map(all -> answer(all.<Finding>list()));
  }

  private Future<Finding> ask(Check check) {
    return Future.succeededFuture()
        .compose(ignored -> check.ask().get().<Object>map(Health::shown))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(detail -> new Finding(check.name(), true, detail))
        .otherwise(failure -> new Finding(check.name(), false, reason(failure)));
  }

  private static Object shown(Object result) {
    return result == null ? "" : result;
  }

  private Object reason(Throwable failure) {
    return failure instanceof TimeoutException
        ? "no answer within " + timeout.toMillis() + " ms"
        : String.valueOf(failure.getMessage());
  }

  private static Reply answer(List<Finding> findings) {
    boolean up = findings.stream().allMatch(Finding::up);
    var json = new LinkedHashMap<String, Object>();
    json.put("status", word(up));
    json.put("checks", findings.stream().map(Finding::json).toList());
    return Reply.of(up ? 200 : 503, json).with("Cache-Control", "no-store");
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }
}
