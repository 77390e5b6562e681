package dev.accord.registry.rest;

import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.wire.Call;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds what a request names. */
final class Lookup {
  private static final String EVERY_CONTEXT = ":*:";
  private static final int LATEST = -1;

  private Lookup() {}

  /** A version, or the refusal that the interface gives instead. */
  static StoredSchema version(
      RegistryState state, Subject subject, OptionalInt version, boolean deleted) {
    var known =
        state.versions(subject).values().stream().anyMatch(schema -> deleted || !schema.deleted());
    if (!known) {
      throw ErrorCode.SUBJECT_NOT_FOUND.with(subject);
    }
    return find(state, subject, version, deleted)
        .orElseThrow(() -> ErrorCode.VERSION_NOT_FOUND.with(version.orElse(LATEST)));
  }

  /** A version, looked for in the other contexts too when the caller names none. */
  static StoredSchema versionAnywhere(
      RegistryState state, Call call, OptionalInt version, boolean deleted) {
    var subject = call.subject(state);
    return find(state, subject, version, deleted)
        .or(
            () ->
                call.namesContext(call.spelledSubject())
                    ? Optional.empty()
                    : elsewhere(state, subject, other -> find(state, other, version, deleted)))
        .orElseGet(() -> version(state, subject, version, deleted));
  }

  /** The first answer that a subject of the same name gives in another context. */
  static <T> Optional<T> elsewhere(
      RegistryState state, Subject subject, Function<Subject, Optional<T>> search) {
    for (var context : state.contextNames()) {
      if (!context.equals(subject.context())) {
        var found = search.apply(new Subject(context, subject.name()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<StoredSchema> find(
      RegistryState state, Subject subject, OptionalInt version, boolean deleted) {
    // The latest is never a deleted one, even for who asks for those too.
    return version.isEmpty()
        ? state.latest(subject)
        : Optional.ofNullable(state.versions(subject).get(version.getAsInt()))
            .filter(schema -> deleted || !schema.deleted());
  }

  /** The versions that an id has, in the context that the request means; empty if unknown. */
  static List<StoredSchema> uses(RegistryState state, Call call) {
    var id = call.id();
    var subject = call.subjectOfQuery(state);
    var context = subject.map(Subject::context).orElseGet(call::contextName);
    var here = state.uses(context, id);
    if (subject.isEmpty()
        || call.namesContext(call.text("subject").orElse(null))
        || isOf(subject.get(), here)) {
      return here;
    }
    // Another subject's id of the default context counts less than the subject's own elsewhere.
    return elsewhere(
            state,
            subject.get(),
            other -> Optional.of(state.uses(other.context(), id)).filter(uses -> isOf(other, uses)))
        .orElse(here);
  }

  private static boolean isOf(Subject subject, List<StoredSchema> uses) {
    return uses.stream().anyMatch(use -> use.subject().equals(subject));
  }

  /** The same, refused when there is none. */
  static List<StoredSchema> knownUses(RegistryState state, Call call) {
    var uses = uses(state, call);
    if (uses.isEmpty()) {
      throw ErrorCode.SCHEMA_ID_NOT_FOUND.with(call.id());
    }
    return uses;
  }

  /**
   * Of the versions of an id, the one that stands for it: of the subject asked for, if it has it.
   */
  static StoredSchema representative(RegistryState state, Call call) {
    var uses = knownUses(state, call);
    var wanted = call.subjectOfQuery(state);
    return uses.stream()
        .filter(use -> wanted.filter(use.subject()::equals).isPresent())
        .findFirst()
        .orElse(uses.get(0));
  }

  /** Names of subjects as the interface lists them: in the order of their spelling. */
  static List<String> names(List<Subject> subjects) {
    return subjects.stream().map(Subject::qualified).sorted().toList();
  }

  /** The contexts that a subject prefix means: {@code :*:} before it is every one. */
  static List<String> contexts(RegistryState state, Call call, String prefix) {
    return prefix.startsWith(EVERY_CONTEXT)
        ? List.copyOf(state.contextNames())
        : List.of(Subject.parse(prefix, call.contextName()).context());
  }

  /** The part of a subject prefix that names start with. */
  static String nameOfPrefix(String prefix) {
    return prefix.startsWith(EVERY_CONTEXT)
        ? prefix.substring(EVERY_CONTEXT.length())
        : Subject.parse(prefix).name();
  }
}
