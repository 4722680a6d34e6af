package io.thalweg.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.thalweg.loss.LogisticLoss;
import io.thalweg.loss.SquaredLoss;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private final LogisticResponse logistic = new LogisticResponse(new LogisticLoss());
    private final SquaredResponse squared = new SquaredResponse(new SquaredLoss());

    @Test
    void biasIsTheLogOddsOfTheLabelsOneAddedToEach() {
        assertThat(logistic.bias(0, 1)).isZero();
        logistic.learnLabel(1, 1);
        logistic.learnLabel(1, 1);
        logistic.learnLabel(0, 1);
        assertThat(logistic.bias(0, 1)).isCloseTo(Math.log(3.0 / 2), within(1e-15));
    }

    @Test
    void biasDoesNotKnowACommonFactorInTheImportances() {
        logistic.learnLabel(1, 3e-6);
        logistic.learnLabel(0, 1e-6);
        double one = 10.0 / 4;
        assertThat(logistic.bias(0, 1)).isCloseTo(Math.log((3 + one) / (1 + one)), within(1e-12));
    }

    @Test
    void marginsInLogOddsAreServedUpToFifty() {
        assertThat(served(logistic, new double[] {-3})).isEqualTo(-3);
        assertThat(served(logistic, new double[] {1e9})).isEqualTo(50);
        assertThat(served(logistic, new double[] {-1e9})).isEqualTo(-50);
    }

    @Test
    void logisticMeanAndLikelihoodAreSoundForEveryMargin() {
        double[] mean = new double[1];
        for (double margin : new double[] {-1e6, -800, -40, 0, 40, 800, 1e6}) {
            logistic.mean(new double[] {margin}, mean);
            assertThat(mean[0]).isBetween(0.0, 1.0);
            assertThat(logistic.likelihood(mean, 1)).isBetween(1e-15, 1.0);
            assertThat(logistic.likelihood(mean, 0)).isBetween(1e-15, 1.0);
            assertThat(logistic.curvature(mean[0])).isBetween(0.01, 0.25);
        }
    }

    @Test
    void squaredServesZeroBeforeTheFirstLabel() {
        assertThat(served(squared, new double[] {7})).isZero();
    }

    @Test
    void squaredServesOnlyWhatIsBetweenLabelsSeen() {
        squared.learnUnits(10, 1);
        assertThat(served(squared, new double[] {7})).isEqualTo(10);
        squared.learnUnits(30, 1);
        assertThat(served(squared, new double[] {0.5})).isEqualTo(25);
        assertThat(served(squared, new double[] {-7})).isEqualTo(10);
        assertThat(served(squared, new double[] {7})).isEqualTo(30);
    }

    @Test
    void unitAndOriginAreDeviationAndMeanOfLabelsFarFromZero() {
        Random random = new Random(3);
        double sum = 0;
        double importances = 0;
        double[] labels = new double[1000];
        double[] weights = new double[1000];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = 1e9 + random.nextGaussian();
            weights[n] = 3 * random.nextDouble();
            squared.learnUnits(labels[n], weights[n]);
            sum += weights[n] * (labels[n] - 1e9);
            importances += weights[n];
        }
        double mean = sum / importances;
        double squares = 0;
        for (int n = 0; n < labels.length; n++) {
            squares += weights[n] * Math.pow(labels[n] - 1e9 - mean, 2);
        }
        assertThat(squared.origin() - 1e9).isCloseTo(mean, within(1e-5));
        assertThat(squared.unit()).isCloseTo(Math.sqrt(squares / importances), within(1e-6));
    }

    @Test
    void unitIsOneWhileAllLabelsAreTheSame() {
        assertThat(squared.unit()).isEqualTo(1);
        squared.learnUnits(300, 1);
        squared.learnUnits(300, 1);
        assertThat(squared.unit()).isEqualTo(1);
        assertThat(squared.label(301)).isEqualTo(1);
    }

    @Test
    void aLabelFarFromItsPredictionCountsAsTenTimesTheUsualError() {
        squared.learnUnits(0, 1);
        squared.learnUnits(100, 1);
        double[] margins = {0};
        for (int n = 0; n < 17; n++) {
            double label = n % 2 == 0 ? 51 : 49;
            assertThat(squared.tamed(label, margins, 1)).isEqualTo(label);
        }
        assertThat(squared.tamed(5000, margins, 1)).isEqualTo(60);
        assertThat(squared.tamed(59, margins, 1)).isEqualTo(59);
    }

    @Test
    void labelsOfANewLevelAreTakenAsTheyAreAfterAFew() {
        squared.learnUnits(0, 1);
        squared.learnUnits(100, 1);
        for (int n = 0; n < 1000; n++) {
            squared.tamed(n % 2 == 0 ? 51 : 49, new double[] {0}, 1);
        }
        int tamed = 0;
        while (squared.tamed(1050, new double[] {0}, 1) < 1050) {
            tamed++;
        }
        assertThat(tamed).isBetween(1, 20);
    }

    @Test
    void squaredLikelihoodNeverVanishes() {
        assertThat(squared.likelihood(new double[] {0}, 2)).isEqualTo(StrictMath.exp(-2));
        assertThat(squared.likelihood(new double[] {0}, 1e200)).isPositive();
    }

    private static double served(Response response, double[] margins) {
        Prediction prediction = new Prediction(0);
        response.serve(margins, Double.NaN, prediction);
        assertThat(prediction.loss()).isNaN();
        return prediction.margin();
    }

    @Test
    void aStepFromAConfidentMistakeEndsAlikeForBothClasses() {
        for (double margin : new double[] {1, 10, 30, 36, 38, 45, 60, 300}) {
            double[] mean = new double[1];
            logistic.mean(new double[] {margin}, mean);
            double down = logistic.step(margin, mean[0], 0, 0, 200);
            logistic.mean(new double[] {-margin}, mean);
            double up = logistic.step(-margin, mean[0], 0, 1, 200);
            assertThat(down).as("from margin %s", margin).isCloseTo(-up, within(1e-6));
            assertThat(-down).isBetween(Math.min(200, margin), Math.min(200, margin + 10));
        }
    }
}
