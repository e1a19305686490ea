package io.stackstate.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and Ctrl-C. A shutdown hook would not do: hooks run side by side, and JanusGraph has one
 * that closes the graph while the services still drain into it.
 */
final class StopSignals {
  private static final int SECOND_TIME = 130;

  private StopSignals() {}

  /** Runs {@code stop} in a thread of its own at the first signal; the second ends the process. */
  static void handle(Runnable stop) {
    AtomicBoolean stopping = new AtomicBoolean();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (stopping.compareAndSet(false, true)) {
            Thread thread = new Thread(stop, "stop");
            // The thread that delivers signals is a daemon, and this one would inherit it.
            thread.setDaemon(false);
            thread.start();
          } else {
            Runtime.getRuntime().halt(SECOND_TIME);
          }
          return null;
        };
    try {
      register("TERM", handler);
      register("INT", handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals: use one with jdk.unsupported", e);
    }
  }

  /** By reflection, because the compiler warns of this class in a way that cannot be suppressed. */
  private static void register(String name, InvocationHandler handler)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> receiver = Class.forName("sun.misc.SignalHandler");
    Object proxy =
        Proxy.newProxyInstance(receiver.getClassLoader(), new Class<?>[] {receiver}, handler);
    Object named = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, receiver).invoke(null, named, proxy);
  }
}
