package dev.accord.registry.subject;

import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.schema.SchemaContent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * Everything the registry knows: the fold of its log. A value: {@link #apply} returns the next one
 * and leaves this one as it is, so readers never wait and a writer can look ahead.
 */
public final class RegistryState {
  private final CompatibilityLevel levelDefault;
  private final TreePMap<String, Context> contexts;
  private final TreePMap<Subject, Config> configs;
  private final TreePMap<Subject, Mode> modes;
  private final TreePMap<SubjectVersion, TreePSet<SubjectVersion>> referrers;

  private RegistryState(
      CompatibilityLevel levelDefault,
      TreePMap<String, Context> contexts,
      TreePMap<Subject, Config> configs,
      TreePMap<Subject, Mode> modes,
      TreePMap<SubjectVersion, TreePSet<SubjectVersion>> referrers) {
    this.levelDefault = levelDefault;
    this.contexts = contexts;
    this.configs = configs;
    this.modes = modes;
    this.referrers = referrers;
  }

  /** The state before the first record; the level counts where no config names one. */
  public static RegistryState empty(CompatibilityLevel levelDefault) {
    return new RegistryState(
        levelDefault,
        TreePMap.singleton(Subject.DEFAULT_CONTEXT, Context.EMPTY),
        TreePMap.empty(),
        TreePMap.empty(),
        TreePMap.empty());
  }

  // What records do.

  /**
   * Why a record must be passed over instead of applied; empty for a sound one. Only another
   * server, or a damaged topic, can be the reason.
   */
  public Optional<String> refusal(RegistryRecord record) {
    if (record instanceof RegistryRecord.SchemaPut put) {
      return context(put.at().subject().context())
          .find(put.id())
          .filter(known -> !known.content().equals(put.content()))
          .filter(known -> !known.uses().equals(TreePSet.singleton(put.at())))
          .map(
              known ->
                  String.format(
                      Locale.ROOT,
                      "id %d of %s version %d already stands for another schema",
                      put.id(),
                      put.at().subject(),
                      put.at().version()));
    }
    return Optional.empty();
  }

  /**
   * The state after a record that {@link #refusal} does not object to.
   *
   * @param timestamp of the record, epoch milliseconds
   */
  public RegistryState apply(RegistryRecord record, long timestamp) {
    if (record instanceof RegistryRecord.SchemaPut put) {
      return withSchema(
          new StoredSchema(put.at(), put.id(), put.content(), put.deleted(), timestamp));
    }
    if (record instanceof RegistryRecord.SchemaRemoved removed) {
      return withoutSchema(removed.at());
    }
    if (record instanceof RegistryRecord.SubjectDeleted deleted) {
      return withSubjectDeleted(deleted.upTo());
    }
    if (record instanceof RegistryRecord.SubjectCleared cleared) {
      return withCleared(cleared.subject());
    }
    if (record instanceof RegistryRecord.ConfigPut put) {
      return withConfigs(configs.plus(put.scope(), put.config()));
    }
    if (record instanceof RegistryRecord.ConfigRemoved removed) {
      return withConfigs(configs.minus(removed.scope()));
    }
    if (record instanceof RegistryRecord.ModePut put) {
      return withModes(modes.plus(put.scope(), put.mode()));
    }
    if (record instanceof RegistryRecord.ModeRemoved removed) {
      return withModes(modes.minus(removed.scope()));
    }
    if (record instanceof RegistryRecord.ContextPut put) {
      return withContext(put.context(), context -> context.withIdMax(put.idMax()));
    }
    if (record instanceof RegistryRecord.ContextRemoved removed) {
      return removed.context().equals(Subject.DEFAULT_CONTEXT)
          ? this
          : new RegistryState(
              levelDefault, contexts.minus(removed.context()), configs, modes, referrers);
    }
    return this;
  }

  private RegistryState withSchema(StoredSchema schema) {
    var before = find(schema.at());
    var base = before.map(this::withoutReferencesOf).orElse(this);
    var added = base.referrers;
    for (var target : targets(schema.at(), schema.content().references())) {
      var known = added.get(target);
      added =
          added.plus(
              target, (known == null ? TreePSet.<SubjectVersion>empty() : known).plus(schema.at()));
    }
    return new RegistryState(levelDefault, base.contexts, configs, modes, added)
        .withContext(schema.subject().context(), context -> context.with(schema));
  }

  private RegistryState withoutSchema(SubjectVersion at) {
    return find(at)
        .map(
            gone ->
                withoutReferencesOf(gone)
                    .withContext(at.subject().context(), context -> context.without(at)))
        .orElse(this);
  }

  private RegistryState withoutReferencesOf(StoredSchema schema) {
    var left = referrers;
    for (var target : targets(schema.at(), schema.content().references())) {
      var known = left.get(target);
      if (known != null) {
        var fewer = known.minus(schema.at());
        left = fewer.isEmpty() ? left.minus(target) : left.plus(target, fewer);
      }
    }
    return new RegistryState(levelDefault, contexts, configs, modes, left);
  }

  private static List<SubjectVersion> targets(SubjectVersion at, Collection<Reference> references) {
    return references.stream().map(reference -> target(at.subject(), reference)).toList();
  }

  private RegistryState withSubjectDeleted(SubjectVersion upTo) {
    var state = this;
    for (var schema : versions(upTo.subject()).headMap(upTo.version(), true).values()) {
      if (!schema.deleted()) {
        state =
            state.withSchema(
                new StoredSchema(
                    schema.at(), schema.id(), schema.content(), true, schema.timestamp()));
      }
    }
    return state;
  }

  private RegistryState withCleared(Subject subject) {
    var state = this;
    for (var schema : schemas(subject)) {
      if (schema.deleted()) {
        state = state.withoutSchema(schema.at());
      }
    }
    return state;
  }

  private RegistryState withContext(String name, UnaryOperator<Context> change) {
    return new RegistryState(
        levelDefault, contexts.plus(name, change.apply(context(name))), configs, modes, referrers);
  }

  private RegistryState withConfigs(TreePMap<Subject, Config> changed) {
    return new RegistryState(levelDefault, contexts, changed, modes, referrers);
  }

  private RegistryState withModes(TreePMap<Subject, Mode> changed) {
    return new RegistryState(levelDefault, contexts, configs, changed, referrers);
  }

  // What can be asked.

  private Context context(String name) {
    var context = contexts.get(name);
    return context == null ? Context.EMPTY : context;
  }

  /** Names of the contexts, in order, with their leading full stop. */
  public Collection<String> contextNames() {
    return contexts.keySet();
  }

  /** The names of a context's subjects that start with a prefix, in order. */
  public SortedMap<String, ? extends NavigableMap<Integer, StoredSchema>> subjects(
      String context, String prefix) {
    var from = context(context).subjects().tailMap(prefix, true);
    // The last text with that prefix: no subject name contains this character.
    return prefix.isEmpty() ? from : from.headMap(prefix + Character.MAX_VALUE, false);
  }

  /** Every version of a subject, soft-deleted ones included, in order; empty if there is none. */
  public NavigableMap<Integer, StoredSchema> versions(Subject subject) {
    return context(subject.context()).versions(subject.name());
  }

  /** The versions of a subject that are not soft deleted, newest first. */
  public List<StoredSchema> liveNewestFirst(Subject subject) {
    return versions(subject).descendingMap().values().stream()
        .filter(schema -> !schema.deleted())
        .toList();
  }

  /** The newest version that is not soft deleted. */
  public Optional<StoredSchema> latest(Subject subject) {
    for (var schema : versions(subject).descendingMap().values()) {
      if (!schema.deleted()) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  /** A version, soft deleted or not. */
  public Optional<StoredSchema> find(SubjectVersion at) {
    return Optional.ofNullable(versions(at.subject()).get(at.version()));
  }

  /** What an id stands for in a context. */
  public Optional<SchemaContent> content(String context, int id) {
    return context(context).find(id).map(Context.Identified::content);
  }

  /** Every version with an id in a context, soft-deleted ones included, in order. */
  public List<StoredSchema> uses(String context, int id) {
    return context(context).find(id).stream()
        .flatMap(identified -> identified.uses().stream())
        .flatMap(at -> find(at).stream())
        .toList();
  }

  /** The id of a content in a context. */
  public Optional<Integer> idOf(String context, SchemaContent content) {
    return context(context).idOf(content);
  }

  /** The id with a guid in a context. */
  public Optional<Integer> idOf(String context, UUID guid) {
    return Optional.ofNullable(context(context).idsByGuid().get(guid));
  }

  /** The highest id ever given in a context; 0 if none was. */
  public int idMax(String context) {
    return context(context).idMax();
  }

  /** Versions that refer to a version, soft-deleted ones included, in order. */
  public List<StoredSchema> referrers(SubjectVersion at) {
    var known = referrers.get(at);
    return known == null ? List.of() : known.stream().flatMap(from -> find(from).stream()).toList();
  }

  /** Where a reference points, seen from the subject of the schema that has it. */
  public static SubjectVersion target(Subject from, Reference reference) {
    return new SubjectVersion(
        Subject.parse(reference.subject(), from.context()), reference.version());
  }

  /** Every schema of a subject, or of a whole context if the name is empty. */
  public List<StoredSchema> schemas(Subject scope) {
    if (!scope.name().isEmpty()) {
      return List.copyOf(versions(scope).values());
    }
    var all = new ArrayList<StoredSchema>();
    context(scope.context()).subjects().values().forEach(versions -> all.addAll(versions.values()));
    return all;
  }

  /**
   * The schemas that a schema refers to, each after those it refers to itself.
   *
   * @param max how many there may be, which bounds how deep they may refer to each other
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SCHEMA
   */
  public List<StoredSchema> resolve(Subject from, List<Reference> references, int max) {
    var found = new LinkedHashMap<SubjectVersion, StoredSchema>();
    resolve(from, references, max, found, new HashSet<>());
    return List.copyOf(found.values());
  }

  private void resolve(
      Subject from,
      List<Reference> references,
      int max,
      Map<SubjectVersion, StoredSchema> found,
      Set<SubjectVersion> entered) {
    for (var reference : references) {
      var at = target(from, reference);
      if (!entered.add(at)) {
        continue;
      }
      if (entered.size() > max) {
        throw ErrorCode.INVALID_SCHEMA.with(
            "It refers to more than " + max + " schemas, directly or through others");
      }
      var schema =
          find(at)
              .orElseThrow(
                  () ->
                      ErrorCode.INVALID_SCHEMA.with(
                          String.format(
                              Locale.ROOT,
                              "No schema reference found for subject \"%s\" and version %d",
                              reference.subject(),
                              reference.version())));
      resolve(at.subject(), schema.content().references(), max, found, entered);
      found.put(at, schema);
    }
  }

  /** The settings of exactly this scope. */
  public Optional<Config> ownConfig(Subject scope) {
    return Optional.ofNullable(configs.get(scope));
  }

  /** The scopes of a context that have settings of their own. */
  public List<Subject> configuredWithin(String context) {
    return within(configs, context);
  }

  private static List<Subject> within(TreePMap<Subject, ?> settings, String context) {
    return settings.keySet().stream().filter(scope -> scope.context().equals(context)).toList();
  }

  /**
   * The settings that count for a subject: of itself, else of its context, else of every context,
   * else the server's; a missing level is the server's.
   */
  public Config config(Subject subject) {
    return nearest(configs, subject).orElse(Config.EMPTY).orLevel(levelDefault);
  }

  /** The mode of exactly this scope. */
  public Optional<Mode> ownMode(Subject scope) {
    return Optional.ofNullable(modes.get(scope));
  }

  /** The scopes of a context that have a mode of their own. */
  public List<Subject> modesWithin(String context) {
    return within(modes, context);
  }

  /** The mode that counts for a subject. */
  public Mode mode(Subject subject) {
    // The override is there to win over what contexts and subjects have of their own.
    return modes.get(Subject.GLOBAL) == Mode.READONLY_OVERRIDE
        ? Mode.READONLY_OVERRIDE
        : nearest(modes, subject).orElse(Mode.READWRITE);
  }

  private static <T> Optional<T> nearest(TreePMap<Subject, T> settings, Subject subject) {
    return Optional.ofNullable(settings.get(subject))
        .or(() -> Optional.ofNullable(settings.get(subject.ofContext())))
        .or(() -> Optional.ofNullable(settings.get(Subject.EVERY_CONTEXT)));
  }

  /** The subject that an alias stands for, or the subject itself. */
  public Subject resolveAlias(Subject subject) {
    return ownConfig(subject)
        .flatMap(config -> config.text(Setting.ALIAS))
        .filter(alias -> !alias.isEmpty())
        .map(alias -> Subject.parse(alias, subject.context()))
        .orElse(subject);
  }
}
