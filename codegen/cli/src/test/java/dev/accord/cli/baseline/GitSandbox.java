package dev.accord.cli.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A folder in which the real git is run, apart from the settings of whoever runs the test. */
record GitSandbox(Path folder) {

  static GitSandbox init(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var sandbox = new GitSandbox(folder);
    sandbox.git("init", "--quiet", "--initial-branch=main");
    sandbox.git("config", "uploadpack.allowFilter", "true");
    return sandbox;
  }

  /** Clones through a file URL, as only then depth and filters are honoured. */
  GitSandbox cloneTo(Path target, String... options) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("clone", "--quiet"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of(folder.toUri().toString(), target.toString()));
    git(command.toArray(String[]::new));
    return new GitSandbox(target);
  }

  void commit(String message, Map<String, String> files) throws IOException, InterruptedException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  String git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  /** Runs a command line as a message printed it. */
  void shell(String line) throws IOException, InterruptedException {
    run(List.of(line.split(" ", -1)));
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (var role : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + role + "_NAME", "Test");
      environment.put("GIT_" + role + "_EMAIL", "test@example.org");
    }
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output.strip();
  }
}
