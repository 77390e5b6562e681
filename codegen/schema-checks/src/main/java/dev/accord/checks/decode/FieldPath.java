package dev.accord.checks.decode;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** A way through records in names, from the root's: {@code Order.lines[].price}. */
final class FieldPath {
  private final String[] steps;

  FieldPath(String path) {
    steps = path.split("\\.", -1);
  }

  /** The value at the end; of lists and maps on the way the first one. Nothing for null. */
  Optional<Object> in(@Nullable Object root) {
    @Nullable Object at = root;
    for (int i = 1; i < steps.length; i++) {
      String name = steps[i].replaceAll("[\\[\\]{}]", "");
      if (!(at instanceof IndexedRecord record)) {
        return Optional.empty();
      }
      Schema.Field field = record.getSchema().getField(name);
      at = field == null ? null : record.get(field.pos());
      for (int inner = steps[i].length() - name.length(); inner > 0; inner -= 2) {
        at = first(at);
      }
    }
    return Optional.ofNullable(at);
  }

  private static @Nullable Object first(@Nullable Object container) {
    Iterator<?> values =
        container instanceof Collection<?> list
            ? list.iterator()
            : container instanceof Map<?, ?> map
                ? map.values().iterator()
                : Collections.emptyIterator();
    return values.hasNext() ? values.next() : null;
  }
}
