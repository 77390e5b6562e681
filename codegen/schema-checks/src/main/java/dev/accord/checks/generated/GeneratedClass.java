package dev.accord.checks.generated;

import dev.accord.checks.generated.JavaTypes.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers see of one generated class; only classes of one kind can be compared. */
sealed interface GeneratedClass {

  /** What messages call it. */
  String kind();

  /**
   * A record.
   *
   * @param accessors by field, in order
   * @param compared the fields that decide how records sort, each with its order, up to the first
   *     that holds a map: there comparing throws
   */
  record RecordClass(Map<String, Accessor> accessors, List<Compared> compared)
      implements GeneratedClass {
    @Override
    public String kind() {
      return "record";
    }
  }

  /** A field that decides how records sort. */
  record Compared(String field, String order) {}

  /**
   * The getter and the builder's setter of a field.
   *
   * @param unset what the record holds if nobody sets it; empty if {@code build()} throws then
   */
  record Accessor(String getter, String returned, Values values, Optional<String> unset) {}

  /** An enum. */
  record EnumClass(List<String> constants) implements GeneratedClass {
    @Override
    public String kind() {
      return "enum";
    }
  }

  /** A fixed. */
  record FixedClass(int bytes) implements GeneratedClass {
    @Override
    public String kind() {
      return "fixed";
    }
  }
}
