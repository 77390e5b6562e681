package dev.accord.stack.local;

import dev.accord.stack.process.CannotRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;

/** Looks at every port a stack needs before anything starts. */
final class TakenPorts {
  private static final int CONNECT_MILLIS_MAX = 500;

  private TakenPorts() {}

  /**
   * Passes when every port is free.
   *
   * @throws CannotRunException naming each taken port, who needs it and the options
   */
  static void refuse(StackPlan plan) throws CannotRunException {
    var taken = plan.parts().stream().filter(part -> taken(plan.port(part))).toList();
    if (taken.isEmpty()) {
      return;
    }
    var lines = new ArrayList<String>();
    for (var part : taken) {
      lines.add("port " + plan.port(part) + " is taken; " + part.label() + " needs it.");
    }
    lines.add(
        "Stop what listens there, or move all ports: --port-offset " + (plan.portOffset() + 100));
    taken.stream()
        .filter(part -> !part.option().isEmpty())
        .forEach(
            part -> lines.add("or use the " + part.label() + " that runs there: " + part.option()));
    throw new CannotRunException(String.join("\n", lines));
  }

  static boolean free(Part part, int offset) {
    return !taken(part.port(offset));
  }

  private static boolean taken(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    // macOS lets us bind 127.0.0.1 beside a listener on every address, so ask it first.
    return answers(address) || !binds(address);
  }

  private static boolean answers(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS_MAX);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean binds(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
