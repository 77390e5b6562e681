package dev.accord.cli.value;

import dev.accord.cli.run.ExitCodes;
import dev.accord.cli.run.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "encode",
    description = "Encode a JSON record into Avro binary: hexadecimal, or into a file.",
    footer = {
      "",
      "Examples:",
      "  accord encode --schema Order.avsc --json order.json",
      "  accord encode --schema Order.avsc --json order.json -o order.bin"
    })
public final class EncodeVerb extends Verb {

  @Option(names = "--schema", required = true, paramLabel = "FILE", description = "Its schema.")
  private Path schema = Path.of("");

  @Option(names = "--json", required = true, paramLabel = "FILE", description = "In Avro JSON.")
  private Path json = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the bytes go.")
  private Optional<Path> output = Optional.empty();

  @Override
  protected int run() throws IOException {
    byte[] bytes = AvroValues.jsonToBinary(json, SchemaFiles.read(schema));
    if (output.isPresent()) {
      Files.write(output.get(), bytes);
    } else {
      out().println(HexFormat.of().formatHex(bytes));
      out().flush();
    }
    return ExitCodes.CLEAN;
  }
}
