package io.thalweg.learner;

import io.thalweg.evaluation.Convergence;
import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.Loss;
import io.thalweg.optimizer.InitialWeights;
import io.thalweg.optimizer.LearningRate;
import io.thalweg.optimizer.OptimizerKind;
import io.thalweg.optimizer.Regularization;
import io.thalweg.optimizer.Steps;

/**
 * Everything that decides what a learner does with a stream of examples.
 *
 * @param ftrlBeta of meaning to the optimizer ftrl alone: a weight's rate is at most learning rate / β
 * @param hashBits there are 2^hashBits weights and one intercept; 1 to 30
 * @param steps of no meaning to the optimizer auto
 * @param maxFeatures an example with more features is rejected
 * @param rollingLossWindow how many labelled examples the rolling loss is a mean over
 * @param convergence when the stream counts as converged
 * @param namesKeep how many names of hashed features are kept; 0 for none
 * @param fakeNegatives what to do while a label is still to come; other than {@link FakeNegatives#NONE} with logistic loss alone
 */
public record LearnerSettings(
        Loss loss,
        OptimizerKind optimizer,
        LearningRate learningRate,
        double ftrlBeta,
        Regularization regularization,
        int hashBits,
        InitialWeights initialWeights,
        Steps steps,
        int maxFeatures,
        int rollingLossWindow,
        Convergence convergence,
        int namesKeep,
        FakeNegatives fakeNegatives) {
    public LearnerSettings {
        if (fakeNegatives != FakeNegatives.NONE && !(loss instanceof LogisticLoss)) {
            throw new IllegalArgumentException("fake negatives are learned with logistic loss alone, not with " + loss);
        }
    }

    /** Of a learner that learns an example when its label has come, and not before. */
    public LearnerSettings(
            Loss loss,
            OptimizerKind optimizer,
            LearningRate learningRate,
            double ftrlBeta,
            Regularization regularization,
            int hashBits,
            InitialWeights initialWeights,
            Steps steps,
            int maxFeatures,
            int rollingLossWindow,
            Convergence convergence,
            int namesKeep) {
        this(
                loss,
                optimizer,
                learningRate,
                ftrlBeta,
                regularization,
                hashBits,
                initialWeights,
                steps,
                maxFeatures,
                rollingLossWindow,
                convergence,
                namesKeep,
                FakeNegatives.NONE);
    }

    /** The same with that done about labels that are still to come. */
    public LearnerSettings with(FakeNegatives fakeNegatives) {
        return new LearnerSettings(
                loss,
                optimizer,
                learningRate,
                ftrlBeta,
                regularization,
                hashBits,
                initialWeights,
                steps,
                maxFeatures,
                rollingLossWindow,
                convergence,
                namesKeep,
                fakeNegatives);
    }
}
