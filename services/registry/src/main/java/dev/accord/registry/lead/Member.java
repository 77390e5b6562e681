package dev.accord.registry.lead;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * What a node tells the group about itself.
 *
 * @param id no other node has it, not even one that was given the same address by mistake
 * @param url where other nodes reach it
 * @param term the group's generation at which it became leader; 0 if it does not lead
 */
record Member(String id, URI url, long term) {
  /** Who leads stays leader; among several that think so, the one elected last is right. */
  static final Comparator<Member> FITTEST_FIRST =
      Comparator.comparingLong(Member::term)
          .reversed()
          .thenComparing(member -> member.url().toString())
          .thenComparing(Member::id);

  static Member read(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    var json = new JsonObject(Buffer.buffer(copy));
    return new Member(
        json.getString("id"), URI.create(json.getString("url")), json.getLong("term", 0L));
  }

  ByteBuffer write() {
    var json = new JsonObject().put("id", id).put("url", url.toString()).put("term", term);
    return ByteBuffer.wrap(json.toBuffer().getBytes());
  }
}
