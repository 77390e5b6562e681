package dev.accord.registry.rest;

import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.Call;
import java.util.List;

/** A subject prefix: {@code :*:} before it means every context, {@code :.context:} one of them. */
final class Prefix {
  private static final String EVERY_CONTEXT = ":*:";

  private Prefix() {}

  static List<String> contexts(RegistryState state, Call call, String prefix) {
    return prefix.startsWith(EVERY_CONTEXT)
        ? List.copyOf(state.contextNames())
        : List.of(Subject.parse(prefix, call.contextName()).context());
  }

  static String name(String prefix) {
    return prefix.startsWith(EVERY_CONTEXT)
        ? prefix.substring(EVERY_CONTEXT.length())
        : Subject.parse(prefix).name();
  }
}
