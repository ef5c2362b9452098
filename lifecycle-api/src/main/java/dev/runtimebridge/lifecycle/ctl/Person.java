package dev.runtimebridge.lifecycle.ctl;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whoever sits at the terminal. */
interface Person {

  /** What is typed in answer; null at the end of the input. */
  @Nullable String answer(String question);

  /** What is typed unseen; null at the end of the input. */
  char @Nullable [] secret(String question);

  /** Who sits at this process; null where its input or output is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // the contract still allows none
  static @Nullable Person ofThisProcess() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return null;
    }
    return new Person() {
      @Override
      public @Nullable String answer(String question) {
        return console.readLine("%s", question);
      }

      @Override
      public char @Nullable [] secret(String question) {
        return console.readPassword("%s", question);
      }
    };
  }
}
