package dev.accord.order.request;

import dev.accord.runtime.http.Problem;
import dev.accord.runtime.http.Problem.FieldError;
import dev.accord.shop.order.OrderStatus;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows, the youngest first.
 *
 * @param after the list begins behind this order; absent for the first page
 */
public record OrderQuery(
    @Nullable UUID customerId, @Nullable OrderStatus status, int limit, @Nullable UUID after) {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final Set<String> NAMES =
      new TreeSet<>(Set.of("customerId", "status", "limit", "after"));
  private static final List<OrderStatus> STATUSES =
      Arrays.stream(OrderStatus.values()).filter(s -> s != OrderStatus.UNKNOWN).toList();

  /**
   * Reads the parameters of {@code GET /orders}.
   *
   * @throws dev.accord.runtime.http.ProblemException 400 with every mistake
   */
  public static OrderQuery from(MultiMap parameters) {
    var errors = new ArrayList<FieldError>();
    for (var name : parameters.names()) {
      if (!NAMES.contains(name)) {
        errors.add(new FieldError(name, "unknown; known are " + NAMES));
      } else if (parameters.getAll(name).size() > 1) {
        errors.add(new FieldError(name, "is given twice"));
      }
    }
    var limit = read(parameters, "limit", OrderQuery::limit, "must be 1 to " + LIMIT_MAX, errors);
    var query =
        new OrderQuery(
            read(parameters, "customerId", Fields::uuidOf, "must be a UUID", errors),
            read(parameters, "status", OrderQuery::status, "must be one of " + STATUSES, errors),
            limit == null ? LIMIT_DEFAULT : limit,
            read(parameters, "after", Fields::uuidOf, "must be a `next` of a page", errors));
    if (!errors.isEmpty()) {
      var names = errors.stream().map(FieldError::field).collect(Collectors.joining(", "));
      throw Problem.of(400, "cannot be used: " + names).with(errors).asException();
    }
    return query;
  }

  private static <T> @Nullable T read(
      MultiMap parameters,
      String name,
      Function<String, T> parse,
      String form,
      List<FieldError> errors) {
    var text = parameters.get(name);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError(name, form));
      return null;
    }
  }

  private static int limit(String text) {
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException();
    }
    return limit;
  }

  private static OrderStatus status(String text) {
    var status = OrderStatus.valueOf(text);
    if (!STATUSES.contains(status)) {
      throw new IllegalArgumentException();
    }
    return status;
  }
}
