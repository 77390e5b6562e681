package dev.accord.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection with one call under way at a time. It does as little as it can: what
 * the caller costs, the server lacks. Not thread-safe.
 */
final class Connection implements AutoCloseable {
  private static final int HEAD_END = 4;

  private final URI server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private ByteBuffer out = ByteBuffer.allocate(0);
  private ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private int bodyStart;
  private int length;
  private boolean chunked;
  private long sentNanos;

  /** Connects, which blocks; from then on the selector tells when there is something to do. */
  Connection(URI server, Selector selector) throws IOException {
    this.server = server;
    this.channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
    this.key = register(selector);
  }

  private SelectionKey register(Selector selector) throws ClosedChannelException {
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Begins a call. */
  void send(Load.Call call) throws IOException {
    var body = call.body().getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder(256).append(call.method()).append(' ').append(server.getPath());
    head.append(call.path()).append(" HTTP/1.1\r\nHost: ").append(server.getAuthority());
    if (body.length > 0) {
      head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length);
    }
    var bytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    out = ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).flip();
    in.clear();
    bodyStart = 0;
    sentNanos = System.nanoTime();
    write();
  }

  /** When the call under way began. */
  long sentNanos() {
    return sentNanos;
  }

  /**
   * Goes on with the call.
   *
   * @return whether the whole answer is there
   * @throws IOException if the connection is gone
   */
  boolean proceed() throws IOException {
    if (out.hasRemaining()) {
      write();
      return false;
    }
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
    if (channel.read(in) < 0) {
      throw new EOFException(server + " has closed the connection");
    }
    return (bodyStart > 0 || readHead()) && (chunked ? endsWithLastChunk() : isLongEnough());
  }

  private void write() throws IOException {
    channel.write(out);
    key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private boolean readHead() {
    var bytes = in.array();
    for (int i = HEAD_END; i <= in.position(); i++) {
      if (bytes[i - 1] == '\n' && bytes[i - 2] == '\r' && bytes[i - 3] == '\n') {
        bodyStart = i;
        var head = new String(bytes, 0, i, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        chunked = head.contains("\r\ntransfer-encoding: chunked");
        length = chunked ? 0 : length(head);
        return true;
      }
    }
    return false;
  }

  private static int length(String head) {
    var name = "\r\ncontent-length: ";
    int at = head.indexOf(name);
    return at < 0
        ? 0
        : Integer.parseInt(head, at + name.length(), head.indexOf('\r', at + name.length()), 10);
  }

  private boolean isLongEnough() {
    return in.position() - bodyStart >= length;
  }

  private boolean endsWithLastChunk() {
    var end = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    int from = in.position() - end.length;
    return from >= bodyStart && Arrays.equals(in.array(), from, in.position(), end, 0, end.length);
  }

  /** The status of the answer that is there. */
  int status() {
    var bytes = in.array();
    int from = "HTTP/1.1 ".length();
    return (bytes[from] - '0') * 100 + (bytes[from + 1] - '0') * 10 + bytes[from + 2] - '0';
  }

  /** The body of the answer that is there, as it came over the wire. */
  String body() {
    return new String(in.array(), bodyStart, in.position() - bodyStart, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
