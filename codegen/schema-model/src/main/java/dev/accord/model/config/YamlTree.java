package dev.accord.model.config;

import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML document as the JSON tree it stands for, with the places of the YAML text. */
final class YamlTree {
  private final String file;
  private int depth;

  private YamlTree(String file) {
    this.file = file;
  }

  /** An empty document is an empty object. */
  static JsonValue read(SourceFile source) {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(JsonReader.DEPTH_MAX);
    try {
      var yaml = new Yaml(new SafeConstructor(options));
      Node root = yaml.compose(new StringReader(source.text()));
      return root == null
          ? new JsonObject(Location.startOf(source.path()), List.of())
          : new YamlTree(source.path()).value(root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      int column = mark == null ? 1 : mark.getColumn() + 1;
      throw new InvalidSourceException(
          new Location(source.path(), line, column, line, column), "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new InvalidSourceException(
          Location.startOf(source.path()), "not YAML: " + e.getMessage());
    }
  }

  private JsonValue value(Node node) {
    Location place = place(node);
    if (++depth > JsonReader.DEPTH_MAX) {
      throw new InvalidSourceException(place, "nested too deeply, or an alias contains itself");
    }
    JsonValue value;
    if (node instanceof MappingNode mapping) {
      value = object(mapping, place);
    } else if (node instanceof SequenceNode sequence) {
      value = new JsonArray(place, sequence.getValue().stream().map(this::value).toList());
    } else {
      value = scalar((ScalarNode) node, place);
    }
    depth--;
    return value;
  }

  private JsonObject object(MappingNode mapping, Location place) {
    var members = new ArrayList<Member>();
    Map<String, Location> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Location keyPlace = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new InvalidSourceException(keyPlace, "expected a plain key");
      }
      Location earlier = seen.putIfAbsent(key.getValue(), keyPlace);
      if (earlier != null) {
        throw new InvalidSourceException(
            keyPlace, "\"" + key.getValue() + "\" is given twice; first at " + earlier);
      }
      members.add(new Member(key.getValue(), keyPlace, value(tuple.getValueNode())));
    }
    return new JsonObject(place, members);
  }

  private static JsonValue scalar(ScalarNode scalar, Location place) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return new JsonNull(place);
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonBoolean(place, text.matches("(?i)true|yes|on"));
    }
    boolean number = tag.equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]*)");
    return number ? new JsonNumber(place, text) : new JsonText(place, text);
  }

  private Location place(Node node) {
    Mark start = node.getStartMark();
    Mark end = node.getEndMark();
    return new Location(
        file, start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
  }
}
