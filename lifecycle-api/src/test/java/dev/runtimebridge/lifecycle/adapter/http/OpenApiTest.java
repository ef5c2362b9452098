package dev.runtimebridge.lifecycle.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Bindings BINDINGS =
      Bindings.of(
          List.of(
              new LifecycleGrpc.LifecycleImplBase() {}.bindService(),
              new ChainStatusGrpc.ChainStatusImplBase() {}.bindService(),
              new TransactionsGrpc.TransactionsImplBase() {}.bindService(),
              new AlertsGrpc.AlertsImplBase() {}.bindService(),
              new DispatchGrpc.DispatchImplBase() {}.bindService(),
              new OperationsGrpc.OperationsImplBase() {}.bindService()));

  @Test
  void shouldBeReadByAParserOfOpenApiWithoutComplaint() {
    String document = OpenApi.of(BINDINGS, ProtoComments.packed(), "1").toString();
    var options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(document, null, options);
    assertEquals(List.of(), result.getMessages());
    int operations =
        result.getOpenAPI().getPaths().values().stream()
            .map(PathItem::readOperations)
            .mapToInt(List::size)
            .sum();
    assertEquals(BINDINGS.all().size() + 2, operations, "and the two of sessions");
    assertTrue(
        result
            .getOpenAPI()
            .getComponents()
            .getSchemas()
            .get("WorkerView")
            .getProperties()
            .containsKey("stakePha"));
  }
}
