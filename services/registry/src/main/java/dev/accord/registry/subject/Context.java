package dev.accord.registry.subject;

import dev.accord.registry.schema.SchemaContent;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The schemas of one context. Ids, contents and versions are kept in step by {@link #with} and
 * {@link #without} alone.
 *
 * @param subjects name to version number to schema, soft-deleted ones included; never empty inside
 * @param ids id to what it stands for
 * @param idsByGuid the way back from a content
 * @param idMax highest id ever seen, so that none is given twice
 */
record Context(
    TreePMap<String, TreePMap<Integer, StoredSchema>> subjects,
    TreePMap<Integer, Identified> ids,
    TreePMap<UUID, Integer> idsByGuid,
    int idMax) {
  static final Context EMPTY = new Context(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), 0);

  /** A content and every version that has it. */
  record Identified(SchemaContent content, UUID guid, TreePSet<SubjectVersion> uses) {}

  TreePMap<Integer, StoredSchema> versions(String subject) {
    var versions = subjects.get(subject);
    return versions == null ? TreePMap.empty() : versions;
  }

  Optional<Identified> find(int id) {
    return Optional.ofNullable(ids.get(id));
  }

  Optional<Integer> idOf(SchemaContent content) {
    // Equal digests are not yet equal contents: MD5 can be made to collide on purpose.
    return Optional.ofNullable(idsByGuid.get(content.guid()))
        .filter(id -> find(id).filter(known -> known.content().equals(content)).isPresent());
  }

  Context withIdMax(int given) {
    return given <= idMax ? this : new Context(subjects, ids, idsByGuid, given);
  }

  Context with(StoredSchema schema) {
    var before = versions(schema.subject().name()).get(schema.version());
    var cleared = before == null || before.id() == schema.id() ? this : without(before.at());
    var known = cleared.ids.get(schema.id());
    var shared =
        known == null
            ? new Identified(schema.content(), schema.content().guid(), TreePSet.empty())
            : known;
    var stored =
        new StoredSchema(
            schema.at(), schema.id(), shared.content(), schema.deleted(), schema.timestamp());
    var name = schema.subject().name();
    return new Context(
        cleared.subjects.plus(name, cleared.versions(name).plus(schema.version(), stored)),
        cleared.ids.plus(
            schema.id(),
            new Identified(shared.content(), shared.guid(), shared.uses().plus(schema.at()))),
        cleared.idsByGuid.containsKey(shared.guid())
            ? cleared.idsByGuid
            : cleared.idsByGuid.plus(shared.guid(), schema.id()),
        Math.max(cleared.idMax, schema.id()));
  }

  Context without(SubjectVersion at) {
    var name = at.subject().name();
    var gone = versions(name).get(at.version());
    if (gone == null) {
      return this;
    }
    var left = versions(name).minus(at.version());
    var remaining = left.isEmpty() ? subjects.minus(name) : subjects.plus(name, left);
    var identified = ids.get(gone.id());
    if (identified == null) {
      throw new IllegalStateException("version without an id: " + at);
    }
    var uses = identified.uses().minus(at);
    if (!uses.isEmpty()) {
      var kept = new Identified(identified.content(), identified.guid(), uses);
      return new Context(remaining, ids.plus(gone.id(), kept), idsByGuid, idMax);
    }
    var owner = idsByGuid.get(identified.guid());
    var guids =
        owner != null && owner == gone.id() ? idsByGuid.minus(identified.guid()) : idsByGuid;
    return new Context(remaining, ids.minus(gone.id()), guids, idMax);
  }
}
