package dev.runtimebridge.substrate.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.SharedData;
import dev.runtimebridge.substrate.metadata.FieldShape;
import dev.runtimebridge.substrate.metadata.PalletMetadata;
import dev.runtimebridge.substrate.metadata.RuntimeType;
import dev.runtimebridge.substrate.metadata.TypeShape;
import dev.runtimebridge.substrate.metadata.VariantShape;
import dev.runtimebridge.substrate.metadata.Variants;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Values out of JSON as polkadot-js writes it, guided by the runtime's types. */
public final class JsonValues {
  private static final Map<String, String> ACCOUNTS =
      Map.of(
          "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
          "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
          "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
          "0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48");

  private final RuntimeCodec codec;

  /** For the types of this runtime. */
  public JsonValues(RuntimeCodec codec) {
    this.codec = codec;
  }

  /** The bytes of {@code {call: "pallet.name", args: [..]}}. */
  public Bytes call(JsonNode json) {
    String[] names = json.get("call").asText().split("\\.", 2);
    PalletMetadata pallet = pallet(names[0]);
    Variants calls = (Variants) codec.metadata().types().shape(pallet.calls().orElseThrow());
    VariantShape call = calls.named(names[1]).orElseThrow();
    Map<String, Value> arguments = new LinkedHashMap<>();
    for (int i = 0; i < call.fields().size(); i++) {
      FieldShape field = call.fields().get(i);
      arguments.put(field.name(), of(field.type(), json.get("args").get(i)));
    }
    return codec.call(pallet.name(), call.name(), arguments);
  }

  /** The pallet that polkadot-js calls {@code name}. */
  PalletMetadata pallet(String name) {
    return codec.metadata().pallets().stream()
        .filter(each -> lowerFirst(each.name()).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What {@code json} means as a value of {@code type}. */
  Value of(int type, JsonNode json) {
    TypeShape shape = codec.metadata().types().shape(type);
    OptionalInt wrapped = Wrappers.wrapped(shape);
    if (wrapped.isPresent()) {
      return of(wrapped.getAsInt(), json);
    }
    return switch (shape) {
      case TypeShape.Struct it -> fields(it.fields(), json);
      case Variants it -> variant(it, codec.metadata().types().type(type), json);
      case TypeShape.Tuple it when json.isNull() && it.elements().isEmpty() -> Value.unit();
      case TypeShape.Sequence it when json.isArray() -> items(it.element(), json);
      case TypeShape.Array it when json.isArray() -> items(it.element(), json);
      case TypeShape.Sequence it -> bytes(json);
      case TypeShape.Array it -> bytes(json);
      case TypeShape.Compact it -> of(it.type(), json);
      case TypeShape.Basic it ->
          switch (it.primitive()) {
            case BOOL -> Value.of(json.asBoolean());
            case CHAR, STR -> Value.of(json.asText());
            default -> Value.of(new BigInteger(json.asText()));
          };
      default -> throw new AssertionError(shape + " is not in the vectors");
    };
  }

  private Value.Composite fields(List<FieldShape> shapes, JsonNode json) {
    List<Value.Field> fields = new ArrayList<>();
    for (FieldShape field : shapes) {
      fields.add(new Value.Field(field.name(), of(field.type(), json.get(field.name()))));
    }
    return new Value.Composite(fields);
  }

  private Value variant(Variants variants, RuntimeType type, JsonNode json) {
    if (type.name().equals("Option")) {
      int some = variants.named("Some").orElseThrow().fields().getFirst().type();
      return json.isNull() ? Value.none() : Value.some(of(some, json));
    }
    if (json.has("call")) {
      return Value.encoded(call(json));
    }
    if (type.name().equals("MultiAddress")) {
      return Value.variant("Id", bytes(json));
    }
    if (json.isTextual() && variants.named(json.asText()).isPresent()) {
      return Value.variant(json.asText());
    }
    if (json.isTextual()) {
      // A MultiSignature: sr25519, as signatures are on this chain.
      return Value.variant("Sr25519", bytes(json));
    }
    var only = json.properties().iterator().next();
    VariantShape variant = variants.named(only.getKey()).orElseThrow();
    FieldShape first = variant.fields().getFirst();
    return first.name() == null
        ? Value.variant(variant.name(), of(first.type(), only.getValue()))
        : new Value.Variant(variant.name(), fields(variant.fields(), only.getValue()));
  }

  private Value items(int element, JsonNode json) {
    List<Value> items = new ArrayList<>();
    json.forEach(item -> items.add(of(element, item)));
    return Value.sequence(items);
  }

  private static Value bytes(JsonNode json) {
    String account = ACCOUNTS.get(json.asText());
    return Value.of(account == null ? Bytes.of(SharedData.hex(json)) : Bytes.fromHex(account));
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
