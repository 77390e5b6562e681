package dev.accord.registry.log;

import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.problem.RegistryProblem;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.Reference;
import dev.accord.registry.schema.RuleSet;
import dev.accord.registry.schema.SchemaContent;
import dev.accord.registry.subject.Config;
import dev.accord.registry.subject.Mode;
import dev.accord.registry.subject.RegistryRecord;
import dev.accord.registry.subject.Subject;
import dev.accord.registry.subject.SubjectVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the log, as Confluent's release 8.3 writes them: compact JSON whose member order
 * matters, because compaction compares keys byte by byte. Reads what releases 7 and 8 write.
 */
public final class RecordCodec {
  private static final String TENANT = "default";
  // Not of Confluent's format, whose readers pass over members that they do not know.
  private static final String ID_MAX = "accordIdMax";

  private RecordCodec() {}

  /** The key of a record. */
  public static byte[] key(RegistryRecord record) {
    if (record instanceof RegistryRecord.SchemaPut put) {
      return bytes(schemaKey(put.at()));
    }
    if (record instanceof RegistryRecord.SchemaRemoved removed) {
      return bytes(schemaKey(removed.at()));
    }
    if (record instanceof RegistryRecord.SubjectDeleted deleted) {
      return bytes(key("DELETE_SUBJECT", deleted.upTo().subject()));
    }
    if (record instanceof RegistryRecord.SubjectCleared cleared) {
      return bytes(key("CLEAR_SUBJECT", cleared.subject()));
    }
    if (record instanceof RegistryRecord.ConfigPut put) {
      return bytes(key("CONFIG", put.scope()));
    }
    if (record instanceof RegistryRecord.ConfigRemoved removed) {
      return bytes(key("CONFIG", removed.scope()));
    }
    if (record instanceof RegistryRecord.ModePut put) {
      return bytes(key("MODE", put.scope()));
    }
    if (record instanceof RegistryRecord.ModeRemoved removed) {
      return bytes(key("MODE", removed.scope()));
    }
    if (record instanceof RegistryRecord.ContextPut put) {
      return bytes(contextKey(put.context()));
    }
    if (record instanceof RegistryRecord.ContextRemoved removed) {
      return bytes(contextKey(removed.context()));
    }
    return bytes(new JsonObject().put("keytype", "NOOP").put("magic", 0));
  }

  private static JsonObject key(String type, Subject scope) {
    return withSubject(new JsonObject().put("keytype", type), scope).put("magic", 0);
  }

  private static JsonObject schemaKey(SubjectVersion at) {
    return new JsonObject()
        .put("keytype", "SCHEMA")
        .put("subject", at.subject().qualified())
        .put("version", at.version())
        .put("magic", 1);
  }

  private static JsonObject contextKey(String context) {
    return new JsonObject()
        .put("keytype", "CONTEXT")
        .put("tenant", TENANT)
        .put("context", context)
        .put("magic", 0);
  }

  private static JsonObject withSubject(JsonObject json, Subject scope) {
    return scope.isGlobal() ? json : json.put("subject", scope.qualified());
  }

  /** The value of a record; null for those that remove. */
  public static byte @Nullable [] value(RegistryRecord record) {
    if (record instanceof RegistryRecord.SchemaPut put) {
      return bytes(schemaValue(put));
    }
    if (record instanceof RegistryRecord.SubjectDeleted deleted) {
      var subject = deleted.upTo().subject().qualified();
      return bytes(
          new JsonObject().put("subject", subject).put("version", deleted.upTo().version()));
    }
    if (record instanceof RegistryRecord.SubjectCleared cleared) {
      return bytes(withSubject(new JsonObject(), cleared.subject()));
    }
    if (record instanceof RegistryRecord.ConfigPut put) {
      return bytes(withSubject(new JsonObject(), put.scope()).mergeIn(put.config().toJson()));
    }
    if (record instanceof RegistryRecord.ModePut put) {
      return bytes(withSubject(new JsonObject(), put.scope()).put("mode", put.mode().name()));
    }
    if (record instanceof RegistryRecord.ContextPut put) {
      var json = new JsonObject().put("tenant", TENANT).put("context", put.context());
      return bytes(put.idMax() == 0 ? json : json.put(ID_MAX, put.idMax()));
    }
    return null;
  }

  private static JsonObject schemaValue(RegistryRecord.SchemaPut put) {
    var content = put.content();
    var json =
        new JsonObject()
            .put("subject", put.at().subject().qualified())
            .put("version", put.at().version())
            .put("id", put.id())
            .put("schemaType", content.type());
    if (!content.references().isEmpty()) {
      var array = new JsonArray();
      content.references().forEach(reference -> array.add(reference.toJson()));
      json.put("references", array);
    }
    var metadata = content.metadata();
    if (metadata != null) {
      json.put("metadata", metadata.toJson());
    }
    var ruleSet = content.ruleSet();
    if (ruleSet != null) {
      json.put("ruleSet", ruleSet.toJson());
    }
    return json.put("schema", content.text()).put("deleted", put.deleted());
  }

  private static byte[] bytes(JsonObject json) {
    return json.toBuffer().getBytes();
  }

  /**
   * Understands a record.
   *
   * @throws UnreadableRecord if it is not of this format; the message says why
   */
  public static RegistryRecord decode(LogRecord record) throws UnreadableRecord {
    if (record.key() == null) {
      throw new UnreadableRecord("it has no key", null);
    }
    try {
      var key = Buffer.buffer(record.key()).toJsonObject();
      var value = record.value() == null ? null : Buffer.buffer(record.value()).toJsonObject();
      return decode(key, value);
    } catch (DecodeException e) {
      throw new UnreadableRecord("it is not JSON: " + e.getMessage(), e);
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new UnreadableRecord("a member has the wrong type: " + e.getMessage(), e);
    } catch (RegistryProblem e) {
      throw new UnreadableRecord(e.text(), e);
    }
  }

  private static RegistryRecord decode(JsonObject key, @Nullable JsonObject value)
      throws UnreadableRecord {
    var type = key.getString("keytype", "");
    return switch (type) {
      case "SCHEMA" -> {
        var at =
            new SubjectVersion(Subject.parse(required(key, "subject")), number(key, "version"));
        yield value == null ? new RegistryRecord.SchemaRemoved(at) : schema(at, value);
      }
      case "CONFIG" -> {
        var scope = scope(key);
        yield value == null
            ? new RegistryRecord.ConfigRemoved(scope)
            : new RegistryRecord.ConfigPut(scope, Config.fromJson(value));
      }
      case "MODE" -> {
        var scope = scope(key);
        yield value == null
            ? new RegistryRecord.ModeRemoved(scope)
            : new RegistryRecord.ModePut(scope, Mode.parse(required(value, "mode")));
      }
      case "DELETE_SUBJECT" ->
          value == null
              ? new RegistryRecord.Nothing()
              : new RegistryRecord.SubjectDeleted(
                  new SubjectVersion(scope(key), number(value, "version")));
      case "CLEAR_SUBJECT" ->
          value == null
              ? new RegistryRecord.Nothing()
              : new RegistryRecord.SubjectCleared(scope(key));
      case "CONTEXT" -> {
        var context = required(key, "context");
        yield value == null
            ? new RegistryRecord.ContextRemoved(context)
            : new RegistryRecord.ContextPut(context, value.getInteger(ID_MAX, 0));
      }
      // Associations belong to a feature that is not served; the records stay for who does.
      case "NOOP", "ASSOC" -> new RegistryRecord.Nothing();
      default -> throw new UnreadableRecord("its key type '" + type + "' is unknown", null);
    };
  }

  private static Subject scope(JsonObject key) {
    var subject = key.getString("subject");
    return subject == null ? Subject.GLOBAL : Subject.parse(subject);
  }

  private static String required(JsonObject json, String member) throws UnreadableRecord {
    var text = json.getString(member);
    if (text == null) {
      throw new UnreadableRecord("its member '" + member + "' is missing", null);
    }
    return text;
  }

  private static int number(JsonObject json, String member) throws UnreadableRecord {
    var number = json.getInteger(member);
    if (number == null) {
      throw new UnreadableRecord("its member '" + member + "' is missing", null);
    }
    return number;
  }

  private static RegistryRecord schema(SubjectVersion at, JsonObject value)
      throws UnreadableRecord {
    var metadata = value.getJsonObject("metadata");
    var ruleSet = value.getJsonObject("ruleSet");
    var content =
        new SchemaContent(
            value.getString("schemaType", SchemaTypes.DEFAULT_TYPE),
            required(value, "schema"),
            references(value.getJsonArray("references")),
            metadata == null ? null : Metadata.fromJson(metadata),
            ruleSet == null ? null : RuleSet.fromJson(ruleSet));
    var id = number(value, "id");
    return new RegistryRecord.SchemaPut(at, id, content, value.getBoolean("deleted", false));
  }

  private static List<Reference> references(@Nullable JsonArray array) throws UnreadableRecord {
    var references = new ArrayList<Reference>();
    for (int i = 0; array != null && i < array.size(); i++) {
      var json = array.getJsonObject(i);
      references.add(
          new Reference(
              required(json, "name"), required(json, "subject"), number(json, "version")));
    }
    return references;
  }
}
