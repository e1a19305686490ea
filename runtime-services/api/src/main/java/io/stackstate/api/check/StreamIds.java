package io.stackstate.api.check;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.model.ElementId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the ids of streams in a request. */
final class StreamIds {
  private static final int MOST = 100;

  private StreamIds() {}

  /** Those of {@code streamIds}, with commas between them; empty when it is not given. */
  static Optional<List<Long>> read(Call call) {
    return call.param("streamIds").map(StreamIds::list);
  }

  private static List<Long> list(String text) {
    List<Long> ids =
        Arrays.stream(text.split(",")).map(id -> parse(id.strip(), text)).distinct().toList();
    if (ids.size() > MOST) {
      throw ApiException.badField("streamIds", ids.size() + " ids", "at most " + MOST);
    }
    return ids;
  }

  private static long parse(String id, String all) {
    return ElementId.parse(id)
        .orElseThrow(
            () ->
                ApiException.badField(
                    "streamIds", "\"" + all + "\"", "numbers with commas between them"));
  }
}
