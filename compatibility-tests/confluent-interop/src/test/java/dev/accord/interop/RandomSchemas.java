package dev.accord.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small random Avro records that share names and types often enough to be compatible sometimes. */
final class RandomSchemas {
  private static final List<String> PRIMITIVES =
      List.of("int", "long", "float", "double", "string", "bytes", "boolean");

  private static final int DEPTH_MAX = 2;

  private final RandomGenerator random;
  private int names;

  RandomSchemas(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    names = 0;
    return record("R", DEPTH_MAX);
  }

  private String record(String name, int depth) {
    var fields = new ArrayList<String>();
    for (var field : List.of("a", "b", "c", "d")) {
      if (random.nextInt(3) > 0) {
        fields.add(field(field, depth));
      }
    }
    var top = depth == DEPTH_MAX;
    var alias = top && random.nextInt(6) == 0 ? ",\"aliases\":[\"Old\"]" : "";
    return "{\"type\":\"record\",\"name\":\""
        + (top && random.nextInt(12) == 0 ? "Old" : name)
        + "\""
        + alias
        + ",\"custom\":"
        + random.nextInt(3)
        + ",\"also\":{\"z\":1,\"a\":2},\"fields\":["
        + String.join(",", fields)
        + "]}";
  }

  private String field(String name, int depth) {
    if (random.nextInt(3) == 0) {
      var primitive = random.nextBoolean() ? "int" : "long";
      var start = random.nextBoolean() ? ",\"default\":1" : "";
      return "{\"name\":\"" + name + "\",\"type\":\"" + primitive + "\"" + start + "}";
    }
    return "{\"name\":\"" + name + "\",\"type\":" + type(depth) + ",\"zz\":1,\"aa\":[1,2]}";
  }

  private String type(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> "[\"null\"," + primitive() + "]";
      case 1 -> enumeration();
      case 2 -> "{\"type\":\"fixed\",\"name\":\"F" + ++names + "\",\"size\":" + size() + "}";
      case 3, 4 -> primitive();
      case 5 -> "{\"type\":\"array\",\"items\":" + type(depth - 1) + "}";
      case 6 -> "{\"type\":\"map\",\"values\":" + type(depth - 1) + "}";
      default -> record("N" + ++names, depth - 1);
    };
  }

  private String enumeration() {
    var symbols = random.nextBoolean() ? "\"X\",\"Y\"" : "\"X\",\"Y\",\"Z\"";
    var start = random.nextInt(3) == 0 ? ",\"default\":\"X\"" : "";
    var name = "E" + ++names;
    return "{\"type\":\"enum\",\"name\":\""
        + name
        + "\",\"symbols\":["
        + symbols
        + "]"
        + start
        + "}";
  }

  private int size() {
    return 4 * (1 + random.nextInt(2));
  }

  private String primitive() {
    return "\"" + PRIMITIVES.get(random.nextInt(PRIMITIVES.size())) + "\"";
  }
}
