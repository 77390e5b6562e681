package dev.accord.runtime.launch;

import dev.accord.runtime.launch.SettingSources.Given;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a settings file: {@code .properties}, otherwise YAML. Nested YAML keys are joined with
 * dots; scalars keep their spelling, so a port is never an octal number and {@code no} is no
 * boolean.
 */
final class SettingsFile {
  private final String name;
  private final Map<String, Given> given = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsFile(String name) {
    this.name = name;
  }

  static Map<String, Given> read(String name) {
    var file = new SettingsFile(name);
    try {
      var text = Files.readString(Path.of(name));
      if (name.endsWith(".properties")) {
        file.readProperties(text);
      } else {
        file.readYaml(text);
      }
    } catch (NoSuchFileException e) {
      throw new SettingsException(List.of("the settings file " + name + " does not exist"));
    } catch (MarkedYAMLException e) {
      throw new SettingsException(
          List.of(name + ":" + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem()));
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException(List.of("cannot read the settings file " + name + ": " + e));
    }
    if (!file.problems.isEmpty()) {
      throw new SettingsException(file.problems);
    }
    return file.given;
  }

  private void readProperties(String text) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(text));
    properties.forEach(
        (key, value) -> given.put(key.toString(), new Given(value.toString(), name)));
  }

  private void readYaml(String text) {
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    if (root == null) {
      return;
    }
    if (root instanceof MappingNode map) {
      addMap("", map);
    } else {
      problems.add(place(root) + ": must be a map of keys to values");
    }
  }

  private void addMap(String prefix, MappingNode map) {
    for (var entry : map.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        add(prefix + key.getValue(), entry.getValueNode());
      } else {
        problems.add(place(entry.getKeyNode()) + ": a key must be a text");
      }
    }
  }

  private void add(String key, Node value) {
    if (value instanceof MappingNode map) {
      addMap(key + ".", map);
    } else if (value instanceof ScalarNode scalar) {
      put(key, scalar.getValue(), value);
    } else if (value instanceof SequenceNode sequence
        && sequence.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      put(
          key,
          sequence.getValue().stream()
              .map(item -> ((ScalarNode) item).getValue())
              .collect(Collectors.joining(",")),
          value);
    } else {
      problems.add(place(value) + ": " + key + " must be a value or a list of values");
    }
  }

  private void put(String key, String value, Node node) {
    if (given.put(key, new Given(value, place(node))) != null) {
      problems.add(place(node) + ": " + key + " is given twice");
    }
  }

  private String place(Node node) {
    return name + ":" + (node.getStartMark().getLine() + 1);
  }
}
