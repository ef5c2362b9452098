package dev.runtimebridge.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link FuzzTests} that takes any {@code byte[]} and throws only if the code under
 * test did what it must not. Its seeds are what {@code @MethodSource} names and the files in the
 * resource folder {@code <Class>Inputs/<method>}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@FuzzTest(maxDuration = LongRun.DURATION)
public @interface Fuzz {}
