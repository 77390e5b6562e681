package dev.accord.registry.change;

import dev.accord.registry.change.SchemaRequest.ReferenceRequest;
import dev.accord.registry.language.EntityTags;
import dev.accord.registry.language.InvalidSchema;
import dev.accord.registry.language.ParsedSchema;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.ErrorCode;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.RegistryState;
import dev.accord.registry.subject.Setting;
import dev.accord.registry.subject.StoredSchema;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A sent schema understood in the light of a state.
 *
 * @param content canonical
 * @param parsed the same, understood
 * @param normal whether the text is in normal form
 */
record Candidate(SchemaContent content, ParsedSchema parsed, boolean normal) {
  private static final int LATEST = -1;

  /**
   * Understands a request.
   *
   * @param strict refuse what older registries let pass, as for a schema being registered
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SCHEMA
   */
  static Candidate of(
      RegistryState state,
      SchemaTypes types,
      Subject subject,
      SchemaRequest request,
      boolean strict) {
    var normalize = request.normalize() || state.config(subject).flag(Setting.NORMALIZE);
    var type = request.type();
    var text = request.text();
    var references = references(state, subject, request.references(), strict, normalize);
    if (text.isBlank()) {
      var latest =
          state.latest(subject).orElseThrow(() -> ErrorCode.INVALID_SCHEMA.with("Empty schema"));
      type = latest.content().type();
      text = latest.content().text();
      references = latest.content().references();
    }
    var language = type == null ? SchemaTypes.DEFAULT_TYPE : type;
    var parsed = Parsing.of(state, types, subject, language, text, references, strict);
    var canonical = normalize ? parsed.normalizedText() : parsed.text();
    return new Candidate(
        new SchemaContent(language, canonical, references, request.metadata(), request.ruleSet()),
        parsed,
        normalize);
  }

  private static List<Reference> references(
      RegistryState state,
      Subject subject,
      List<ReferenceRequest> requested,
      boolean liveOnly,
      boolean normalize) {
    var references = new ArrayList<Reference>();
    for (var request : requested) {
      references.add(reference(state, subject, request, liveOnly));
    }
    return normalize ? List.copyOf(new TreeSet<>(references)) : references;
  }

  private static Reference reference(
      RegistryState state, Subject subject, ReferenceRequest request, boolean liveOnly) {
    var name = request.name();
    var target = request.subject();
    var version = request.version();
    if (name == null || target == null || version == null) {
      throw ErrorCode.INVALID_SCHEMA.with(
          "Invalid reference: name, subject and version are all needed");
    }
    var at = Subject.parse(target, subject.context());
    var found = version == LATEST ? state.latest(at) : state.find(new SubjectVersion(at, version));
    return found
        .filter(schema -> !liveOnly || !schema.deleted())
        .map(schema -> new Reference(name, target, schema.version()))
        .orElseThrow(
            () ->
                ErrorCode.INVALID_SCHEMA.with(
                    String.format(
                        Locale.ROOT,
                        "No schema reference found for subject \"%s\" and version %d",
                        target,
                        version)));
  }

  /**
   * The same with tags added to its text and then removed from it.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SCHEMA if a tag is for a part that
   *     the text does not have
   */
  Candidate withTags(
      RegistryState state,
      SchemaTypes types,
      Subject subject,
      List<EntityTags> added,
      List<EntityTags> removed) {
    try {
      var text = parsed.withTags(added, removed);
      var tagged =
          Parsing.of(state, types, subject, content.type(), text, content.references(), false);
      return new Candidate(
          new SchemaContent(
              content.type(),
              normal ? tagged.normalizedText() : tagged.text(),
              content.references(),
              content.metadata(),
              content.ruleSet()),
          tagged,
          normal);
    } catch (InvalidSchema e) {
      throw ErrorCode.INVALID_SCHEMA.with(e.reason());
    }
  }

  /** The same with other metadata and rules. */
  Candidate withContent(SchemaContent changed) {
    return new Candidate(changed, parsed, normal);
  }

  /**
   * The version among some, given newest first, that this schema is: by equal content, or else by
   * equal meaning.
   */
  Optional<StoredSchema> match(RegistryState state, SchemaTypes types, List<StoredSchema> among) {
    for (var schema : among) {
      if (schema.content().equals(content)) {
        return Optional.of(schema);
      }
    }
    for (var schema : among) {
      if (matchesBeside(schema.content()) && parsed.sameAs(Parsing.of(state, types, schema))) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  /** Whether all but the text fits; a version kept in the metadata of only one side counts not. */
  private boolean matchesBeside(SchemaContent stored) {
    if (!stored.type().equals(content.type())
        || !Objects.equals(stored.ruleSet(), content.ruleSet())) {
      return false;
    }
    var mine = content.metadataOrEmpty();
    var theirs = stored.metadataOrEmpty();
    return mine.equals(theirs)
        || (mine.property(Metadata.VERSION_PROPERTY).isEmpty()
            && mine.equals(theirs.without(Metadata.VERSION_PROPERTY)));
  }
}
