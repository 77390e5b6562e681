package dev.accord.registry.change;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleChecks;
import dev.accord.registry.schema.RuleSet;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers a schema under a subject. A schema that the subject has already is answered with what
 * it has, whatever the mode.
 */
public record Register(Subject subject, SchemaRequest request, SchemaTypes types)
    implements Command<Register.Registered> {
  private static final int NEXT_VERSION = -1;

  /** The version that the subject now has; whether it is new. */
  public record Registered(StoredSchema schema, boolean isNew) {}

  /** The answer if the subject has the schema already, found without deciding anything. */
  public Optional<StoredSchema> existing(RegistryState state) {
    subject.requireUsable();
    if (subject.name().isEmpty()) {
      throw ErrorCode.INVALID_SUBJECT.with(subject);
    }
    return existing(state, sent(state, false));
  }

  /**
   * Understands the schema as {@link #decide} will. Decisions are one thread's work, so what can be
   * done before and remembered is.
   */
  public void understand(RegistryState state) {
    var unused = sent(state, isStrict(state, state.mode(subject)));
  }

  private boolean isStrict(RegistryState state, Mode mode) {
    return mode != Mode.IMPORT
        && state.config(subject).explicitFlag(Setting.VALIDATE_NEW_SCHEMAS).orElse(true);
  }

  /** The schema with its tags changed as the request says. */
  private Candidate sent(RegistryState state, boolean strict) {
    var sent = Candidate.of(state, types, subject, request, strict);
    var tags = request.tags();
    return tags.changesText()
        ? sent.withTags(state, types, subject, tags.added(), tags.removed())
        : sent;
  }

  /** The schema with the tags that its parts have in the latest version. */
  private Candidate withTagsKept(RegistryState state, Candidate sent) {
    var latest = state.latest(subject);
    if (!request.tags().propagated() || latest.isEmpty()) {
      return sent;
    }
    var kept =
        Parsing.of(state, types, latest.get()).tags().stream()
            .filter(sent.parsed()::hasPartOf)
            .toList();
    return kept.isEmpty() ? sent : sent.withTags(state, types, subject, kept, List.of());
  }

  @Override
  public Decision<Registered> decide(RegistryState state) {
    var before = existing(state);
    if (before.isPresent()) {
      return Decision.unchanged(new Registered(before.get(), false));
    }
    var mode = state.mode(subject);
    checkMode(mode);
    RuleChecks.require(request.ruleSet());
    var sent = withTagsKept(state, sent(state, isStrict(state, mode)));
    var completed = sent.withContent(completed(state, sent.content()));
    before = existing(state, completed);
    if (before.isPresent()) {
      return Decision.unchanged(new Registered(before.get(), false));
    }
    var version = version(state, mode);
    var candidate = completed.withContent(versioned(state, mode, completed.content(), version));
    if (mode != Mode.IMPORT) {
      checkCompatible(state, candidate);
    }
    return added(state, candidate.content(), version);
  }

  private Optional<StoredSchema> existing(RegistryState state, Candidate candidate) {
    var live = state.liveNewestFirst(subject);
    // Who asks for the next version means a new one, unless the latest is the same.
    var among = request.version() == NEXT_VERSION ? live.stream().limit(1).toList() : live;
    var found =
        candidate
            .match(state, types, among)
            .filter(schema -> request.version() <= 0 || request.version() == schema.version());
    if (request.id() >= 0 && found.isPresent() && found.get().id() != request.id()) {
      throw ErrorCode.ID_DOES_NOT_MATCH.with();
    }
    return found;
  }

  private void checkMode(Mode mode) {
    if (mode.isReadOnly()) {
      throw ModeRules.refused(subject, "is in read-only mode");
    }
    if (request.id() >= 0 && mode == Mode.READWRITE) {
      throw ModeRules.refused(subject, "is not in import mode");
    }
    if (request.id() < 0 && mode == Mode.IMPORT) {
      throw ModeRules.refused(subject, "is not in read-write mode");
    }
  }

  /** What the request leaves open comes from the version before, then from the settings. */
  private SchemaContent completed(RegistryState state, SchemaContent sent) {
    var config = state.config(subject);
    var before = state.latest(subject).map(StoredSchema::content);
    var metadata = sent.metadata();
    if (metadata == null) {
      metadata =
          before
              .map(content -> content.metadataOrEmpty().without(Metadata.VERSION_PROPERTY))
              .orElse(null);
    }
    var ruleSet =
        sent.ruleSet() == null ? before.map(SchemaContent::ruleSet).orElse(null) : sent.ruleSet();
    return new SchemaContent(
        sent.type(),
        sent.text(),
        sent.references(),
        merged(
            config.metadata(Setting.DEFAULT_METADATA),
            metadata,
            config.metadata(Setting.OVERRIDE_METADATA)),
        mergedRules(
            config.ruleSet(Setting.DEFAULT_RULE_SET),
            ruleSet,
            config.ruleSet(Setting.OVERRIDE_RULE_SET)));
  }

  private static Metadata merged(
      Optional<Metadata> defaults, @Nullable Metadata own, Optional<Metadata> overrides) {
    var merged = defaults.orElseGet(Metadata::empty);
    if (own != null) {
      merged = merged.mergedWith(own);
    }
    return overrides.map(merged::mergedWith).orElse(merged);
  }

  private static @Nullable RuleSet mergedRules(
      Optional<RuleSet> defaults, @Nullable RuleSet own, Optional<RuleSet> overrides) {
    var merged = defaults.orElse(null);
    if (own != null) {
      merged = merged == null ? own : merged.mergedWith(own);
    }
    if (overrides.isPresent()) {
      merged = merged == null ? overrides.get() : merged.mergedWith(overrides.get());
    }
    return merged;
  }

  private int version(RegistryState state, Mode mode) {
    var versions = state.versions(subject);
    var next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    var wanted = request.version();
    if (wanted <= 0) {
      return next;
    }
    if (mode == Mode.IMPORT) {
      var taken = versions.get(wanted);
      if (taken != null && !taken.deleted()) {
        throw ErrorCode.INVALID_SCHEMA.with(
            String.format(
                Locale.ROOT,
                "Version %d of subject '%s' exists already with another schema",
                wanted,
                subject));
      }
      return wanted;
    }
    if (wanted != next) {
      throw ErrorCode.INVALID_SCHEMA.with("Version is not one more than previous version");
    }
    return wanted;
  }

  /** A version once kept in the metadata, or asked for in the request, stays kept there. */
  private SchemaContent versioned(
      RegistryState state, Mode mode, SchemaContent content, int version) {
    var asked =
        request.version() > 0 || request.version() == NEXT_VERSION || request.tags().changesText();
    var kept =
        content.metadataOrEmpty().property(Metadata.VERSION_PROPERTY).isPresent()
            || state
                .latest(subject)
                .flatMap(
                    schema ->
                        schema.content().metadataOrEmpty().property(Metadata.VERSION_PROPERTY))
                .isPresent();
    if (mode == Mode.IMPORT || !(asked || kept)) {
      return content;
    }
    return content.withMetadata(
        content.metadataOrEmpty().with(Metadata.VERSION_PROPERTY, Integer.toString(version)));
  }

  private void checkCompatible(RegistryState state, Candidate candidate) {
    var messages =
        new Judge(state, types, subject)
            .incompatibilities(candidate, state.liveNewestFirst(subject));
    if (!messages.isEmpty()) {
      throw ErrorCode.INCOMPATIBLE_SCHEMA.with(subject, messages);
    }
  }

  private Decision<Registered> added(RegistryState state, SchemaContent content, int version) {
    var context = subject.context();
    var records = new ArrayList<RegistryRecord>();
    if (!state.contextNames().contains(context)) {
      records.add(new RegistryRecord.ContextPut(context, 0));
    }
    int id = id(state, content);
    for (var old : superseded(state, id)) {
      records.add(old.removal());
    }
    var at = new SubjectVersion(subject, version);
    records.add(new RegistryRecord.SchemaPut(at, id, content, false));
    return Decision.keepingIds(
        state, context, records, new Registered(new StoredSchema(at, id, content, false, 0), true));
  }

  private int id(RegistryState state, SchemaContent content) {
    var context = subject.context();
    if (request.id() >= 0) {
      if (state
          .content(context, request.id())
          .filter(known -> !known.equals(content))
          .isPresent()) {
        throw ErrorCode.OPERATION_NOT_PERMITTED.with(
            String.format(
                Locale.ROOT,
                "Overwrite new schema with id %d in context %s is not permitted.",
                request.id(),
                ModeRules.spelled(context)));
      }
      return request.id();
    }
    return state.idOf(context, content).orElseGet(() -> state.idMax(context) + 1);
  }

  /** Soft-deleted versions of the subject with this id: the new version takes their place. */
  private List<StoredSchema> superseded(RegistryState state, int id) {
    return state.uses(subject.context(), id).stream()
        .filter(use -> use.subject().equals(subject) && use.deleted())
        .filter(use -> state.referrers(use.at()).isEmpty())
        .toList();
  }
}
