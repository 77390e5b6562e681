package dev.accord.registry.subject;

import dev.accord.registry.schema.SchemaContent;

/** What the log can say. A closed family: the log's codec and the state know each. */
public sealed interface RegistryRecord {
  /** A version is there, or its deletion mark changed. */
  record SchemaPut(SubjectVersion at, int id, SchemaContent content, boolean deleted)
      implements RegistryRecord {}

  /** A version is gone for good. */
  record SchemaRemoved(SubjectVersion at) implements RegistryRecord {}

  /** Every version up to this one is soft deleted. */
  record SubjectDeleted(SubjectVersion upTo) implements RegistryRecord {}

  /** Every soft-deleted version of a subject, or of a whole context, is gone for good. */
  record SubjectCleared(Subject subject) implements RegistryRecord {}

  /** The settings of a scope are these. */
  record ConfigPut(Subject scope, Config config) implements RegistryRecord {}

  /** A scope has no settings of its own. */
  record ConfigRemoved(Subject scope) implements RegistryRecord {}

  /** The mode of a scope is this. */
  record ModePut(Subject scope, Mode mode) implements RegistryRecord {}

  /** A scope has no mode of its own. */
  record ModeRemoved(Subject scope) implements RegistryRecord {}

  /**
   * A context is there.
   *
   * @param idMax ids up to this one have been given in it, whether schemas show it or not; 0 says
   *     nothing
   */
  record ContextPut(String context, int idMax) implements RegistryRecord {}

  /** A context is gone. */
  record ContextRemoved(String context) implements RegistryRecord {}

  /** Says nothing: another server's way to find the end of the log, or a feature not served. */
  record Nothing() implements RegistryRecord {}
}
