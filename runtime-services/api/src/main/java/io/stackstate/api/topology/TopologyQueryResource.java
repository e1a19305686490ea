package io.stackstate.api.topology;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.Routes;
import io.stackstate.stql.Groups;
import io.stackstate.stql.Page;
import io.stackstate.stql.QueryOptions;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.roaringbitmap.RoaringBitmap;

/**
 * {@code POST /api/topology/query}: the components that a query selects as an ordered list, page by
 * page, or only counted, or counted by their values (query sheet, section 11); {@code GET
 * /api/topology/count} (UI sheet, section 18.1). What keeps a query from an answer is told as by
 * {@code POST /api/snapshot}, without its envelope.
 */
public final class TopologyQueryResource {
  private final QueryGate gate;

  public TopologyQueryResource(QueryGate gate) {
    this.gate = gate;
  }

  public void bind(Routes routes) {
    routes.post(Permission.ACCESS_EXPLORE, "/api/topology/query", this::query);
    routes.get(Permission.ACCESS_EXPLORE, "/api/topology/count", this::count);
  }

  private Answer query(Call call) throws InterruptedException {
    TopologyQueryRequest request = TopologyQueryRequest.read(call);
    return gate.run(
        call, request.at(), UnaryOperator.identity(), source -> answer(request, source));
  }

  private static JsonBody answer(TopologyQueryRequest request, QueryGate.Source source)
      throws QueryTooLargeException, QueryTimeoutException {
    TopologySnapshot snapshot = source.snapshot();
    QueryOptions options = new QueryOptions(request.patterns(), source.options().cancelled());
    if (request.form() instanceof QueryForm.Listing list) {
      Page page = page(request, list, source, options);
      return out -> writePage(out, snapshot, page, list.fields());
    }
    if (request.form() instanceof QueryForm.Grouping grouping) {
      Groups groups =
          source
              .engine()
              .group(request.query(), snapshot, grouping.by(), grouping.limit(), options);
      return out -> writeGroups(out, snapshot, grouping.by(), groups);
    }
    long components = source.engine().count(request.query(), snapshot, options);
    return out -> {
      writeHead(out, "TopologyCount", snapshot);
      out.writeNumberField("components", components);
      out.writeEndObject();
    };
  }

  private static Page page(
      TopologyQueryRequest request,
      QueryForm.Listing list,
      QueryGate.Source source,
      QueryOptions options)
      throws QueryTooLargeException, QueryTimeoutException {
    try {
      return source.engine().page(request.query(), source.snapshot(), list.page(), options);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(400, "page." + e.getMessage());
    }
  }

  static void writePage(
      JsonGenerator out, TopologySnapshot snapshot, Page page, List<ComponentField> fields)
      throws IOException {
    writeHead(out, "TopologyPage", snapshot);
    out.writeNumberField("total", page.total());
    ElementFields.writeOptional(out, "next", page.next().orElse(null));
    out.writeArrayFieldStart("components");
    for (int ordinal : page.components()) {
      ComponentField.write(out, snapshot, ordinal, fields);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static void writeGroups(
      JsonGenerator out, TopologySnapshot snapshot, List<Attribute> by, Groups groups)
      throws IOException {
    writeHead(out, "TopologyGroups", snapshot);
    out.writeNumberField("components", groups.components());
    out.writeNumberField("groupCount", groups.groupCount());
    ElementFields.writeStrings(out, "groupBy", by.stream().map(Attributes::name).toList());
    out.writeArrayFieldStart("groups");
    for (Groups.Group group : groups.groups()) {
      out.writeStartObject();
      ElementFields.writeStrings(out, "values", group.values());
      out.writeNumberField("count", group.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeHead(JsonGenerator out, String type, TopologySnapshot snapshot)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("_type", type);
    out.writeNumberField("commit", snapshot.commit());
    out.writeNumberField("timeMillis", snapshot.timeMillis());
  }

  private Answer count(Call call) throws InterruptedException {
    var query = QueryGate.parse(call, call.param("query").orElse(""));
    OptionalLong time = call.longParam("time", 0, Long.MAX_VALUE);
    return gate.run(
        call,
        time,
        UnaryOperator.identity(),
        source -> {
          TopologySnapshot snapshot = source.snapshot();
          RoaringBitmap components =
              source.engine().evaluate(query, snapshot, source.options()).components();
          long relations = Relations.among(components, snapshot).getLongCardinality();
          return out -> {
            writeHead(out, "TopologySize", snapshot);
            out.writeNumberField("components", components.getLongCardinality());
            out.writeNumberField("relations", relations);
            out.writeNumberField("limit", gate.limits().maxResultElements());
            out.writeEndObject();
          };
        });
  }
}
