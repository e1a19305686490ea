package io.stackstate.api.stql;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.Topologies;
import io.stackstate.stql.StqlParseException;
import io.stackstate.stql.basic.BasicFilter;
import io.stackstate.stql.editor.Completion;
import io.stackstate.stql.editor.Problem;
import io.stackstate.stql.editor.QueryCompleter;
import io.stackstate.stql.editor.QueryFormatter;
import io.stackstate.stql.editor.QueryValidator;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code POST /api/stql/complete|validate|format|basic}: what an editor of queries needs. All read
 * the text from the field {@code query}; positions are UTF-16 units from 0, lines and columns count
 * from 1.
 */
public final class StqlResource {
  private static final int DEFAULT_ITEMS = 50;
  private static final int MAX_ITEMS = 1_000;

  private final Topologies topologies;
  private final QueryCompleter completer = new QueryCompleter();

  public StqlResource(Topologies topologies) {
    this.topologies = topologies;
  }

  public void bind(Routes routes) {
    routes.post(Permission.ACCESS_EXPLORE, "/api/stql/complete", this::complete);
    routes.post(Permission.ACCESS_EXPLORE, "/api/stql/validate", this::validate);
    routes.post(Permission.ACCESS_EXPLORE, "/api/stql/format", StqlResource::format);
    routes.post(Permission.ACCESS_EXPLORE, "/api/stql/basic", StqlResource::basic);
  }

  private Answer complete(Call call) {
    JsonFields body = call.body();
    String text = body.text("query").orElse("");
    int caret = number(body, "caret", 0, text.length(), text.length());
    int limit = number(body, "limit", 1, MAX_ITEMS, DEFAULT_ITEMS);
    // The completer remembers values for everybody, so it gets the whole and is told what to show.
    TopologySnapshot whole = topologies.now();
    RoaringBitmap visible = Scope.of(call.caller()).restrict(whole).components();
    Completion completion = completer.complete(text, caret, whole, visible, limit);
    return Answer.ok(out -> StqlWriter.writeCompletion(out, completion));
  }

  private Answer validate(Call call) {
    String text = call.body().text("query").orElse("");
    TopologySnapshot snapshot = Scope.of(call.caller()).restrict(topologies.now());
    List<Problem> problems = QueryValidator.validate(text, snapshot, snapshot.components());
    return Answer.ok(out -> StqlWriter.writeProblems(out, problems));
  }

  private static Answer format(Call call) {
    String text = call.body().text("query").orElse("");
    try {
      String formatted = QueryFormatter.format(text);
      return Answer.ok(out -> StqlWriter.writeQuery(out, formatted));
    } catch (StqlParseException e) {
      throw QueryGate.unreadable(e);
    }
  }

  /** With {@code filter} from boxes to a query, otherwise from {@code query} to boxes. */
  private static Answer basic(Call call) {
    JsonFields body = call.body();
    if (body.has("filter")) {
      if (body.has("query")) {
        throw body.bad("query", "nothing beside filter");
      }
      String text = BasicFilterReader.read(body.object("filter")).toStql();
      return Answer.ok(out -> StqlWriter.writeQuery(out, text));
    }
    var conversion = BasicFilter.of(QueryGate.parse(body.text("query").orElse("")));
    return Answer.ok(out -> StqlWriter.writeBasic(out, conversion));
  }

  private static int number(JsonFields body, String name, int min, int max, int otherwise) {
    String expected = "a whole number from " + min + " to " + max;
    long number = body.whole(name, min, expected).orElse((long) otherwise);
    if (number > max) {
      throw ApiException.badField(name, Long.toString(number), expected);
    }
    return (int) number;
  }
}
