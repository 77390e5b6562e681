package dev.accord.cli.run;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option that takes one word of a few: another is refused before anything is read, and shells
 * offer those there are.
 */
public abstract class Choice<T> implements ITypeConverter<T>, Iterable<String> {
  private final String what;
  private final Map<String, T> values = new LinkedHashMap<>();

  /**
   * The words.
   *
   * @param what they choose: {@code format}
   */
  protected Choice(String what, T[] values, Function<T, String> word) {
    this.what = what;
    for (T value : values) {
      this.values.put(word.apply(value), value);
    }
  }

  @Override
  public final T convert(String word) {
    for (Map.Entry<String, T> choice : values.entrySet()) {
      if (choice.getKey().equalsIgnoreCase(word)) {
        return choice.getValue();
      }
    }
    throw new TypeConversionException(
        "unknown "
            + what
            + " \""
            + word
            + "\"; expected one of "
            + String.join(", ", values.keySet()));
  }

  @Override
  public final Iterator<String> iterator() {
    return values.keySet().iterator();
  }
}
