package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.call.ProxyType;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts that may act for others. */
public final class Proxies {
  /** Who may act for an account. */
  public static final Table<Bytes, List<Definition>> PROXIES =
      Table.twox(
          "Proxy",
          "Proxies",
          Scale.KEY,
          new Scale<>(
              (out, list) -> out.list(list, (each, one) -> one.write(each)).u128(BigInteger.ZERO),
              Proxies::read));

  private static final int MOST = 32;

  private Proxies() {}

  /** One who may, and what. */
  public record Definition(Bytes delegate, ProxyType type, long delay) {
    private void write(ScaleWriter out) {
      out.bytes(delegate.toByteArray());
      type.write(out);
      out.u32(delay);
    }

    private static Definition read(ScaleReader in) {
      return new Definition(Bytes.of(in.bytes(32)), ProxyType.read(in), in.u32());
    }
  }

  static void add(Execution block, Bytes who, Call.AddProxy call) throws DispatchFailure {
    require(!who.equals(call.delegate()), "Proxy.NoSelfProxy");
    var added = new Definition(call.delegate(), call.type(), call.delay());
    List<Definition> all = new ArrayList<>(of(block.state(), who));
    require(!all.contains(added), "Proxy.Duplicate");
    require(all.size() < MOST, "Proxy.TooMany");
    all.add(added);
    PROXIES.put(block.state(), who, all);
    block.deposit("Proxy.ProxyAdded", fields(who, added));
  }

  static void remove(Execution block, Bytes who, Call.RemoveProxy call) throws DispatchFailure {
    var removed = new Definition(call.delegate(), call.type(), call.delay());
    List<Definition> all = new ArrayList<>(of(block.state(), who));
    require(all.remove(removed), "Proxy.NotFound");
    if (all.isEmpty()) {
      PROXIES.remove(block.state(), who);
    } else {
      PROXIES.put(block.state(), who, all);
    }
    block.deposit("Proxy.ProxyRemoved", fields(who, removed));
  }

  /** The right by which an account acts for another: its first, or the first of the forced type. */
  static Definition find(Execution block, Bytes delegate, Bytes real, Optional<ProxyType> forced)
      throws DispatchFailure {
    Definition found =
        of(block.state(), real).stream()
            .filter(each -> each.delegate().equals(delegate))
            .filter(each -> forced.isEmpty() || forced.get() == each.type())
            .findFirst()
            .orElseThrow(() -> new DispatchFailure("Proxy.NotProxy"));
    require(found.delay() == 0, "Proxy.Unannounced");
    return found;
  }

  private static List<Definition> of(Overlay state, Bytes account) {
    return PROXIES.get(state, account).orElse(List.of());
  }

  private static Consumer<ScaleWriter> fields(Bytes who, Definition definition) {
    return out -> definition.write(out.bytes(who.toByteArray()));
  }

  private static List<Definition> read(ScaleReader in) {
    List<Definition> all = in.list(37, Definition::read);
    BigInteger _ = in.u128();
    return all;
  }
}
