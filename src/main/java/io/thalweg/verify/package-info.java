/**
 * The proof that nothing is lost and nothing learned twice: {@link io.thalweg.verify.Round} runs the topology in processes of their own and disturbs them,
 * {@link io.thalweg.verify.PlainRun} says what must come of it, {@link io.thalweg.verify.Comparison} finds where it did not. Knows nothing of commands.
 */
package io.thalweg.verify;
