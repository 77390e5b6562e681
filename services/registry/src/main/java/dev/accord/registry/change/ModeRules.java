package dev.accord.registry.change;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Subject;
import java.util.Locale;

/** What a mode forbids, in the interface's words. */
final class ModeRules {
  private ModeRules() {}

  static void requireWritable(RegistryState state, Subject subject) {
    if (state.mode(subject).isReadOnly()) {
      throw refused(subject, "is in read-only mode");
    }
  }

  static RegistryProblem refused(Subject subject, String why) {
    return ErrorCode.OPERATION_NOT_PERMITTED.with(
        String.format(
            Locale.ROOT,
            "Subject %s in context %s %s",
            subject.name(),
            spelled(subject.context()),
            why));
  }

  /** The interface leaves the default context out, which leaves two blanks. */
  static String spelled(String context) {
    return context.equals(Subject.DEFAULT_CONTEXT) ? "" : context;
  }
}
