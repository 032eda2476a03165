namespace MlOpsDashboard.Core.Learning.Search.Tpe;

/// <summary>A choice between words: the coordinate is the word's position.</summary>
internal sealed class ChoiceDimension(string name, IReadOnlyList<string> choices) : Dimension(name)
{
    /// <inheritdoc/>
    public override double Coordinate(object value)
    {
        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i] == value as string)
            {
                return i;
            }
        }

        return double.NaN;
    }

    /// <inheritdoc/>
    public override object Value(double coordinate) => choices[(int)coordinate];

    /// <inheritdoc/>
    public override IKernels FitKernels(double[] observations) => new Kernels(observations, choices.Count);

    // A kernel's probability is its own word's one plus a prior of one shared by all the kernels and all words.
    private sealed class Kernels(double[] observations, int choices) : IKernels
    {
        private readonly double _prior = 1.0 / (observations.Length + 1);

        public double Draw(int kernel, Random random)
        {
            double at = random.NextDouble();
            int choice = 0;
            while (choice < choices - 1 && at >= Probability(kernel, choice))
            {
                at -= Probability(kernel, choice++);
            }

            return choice;
        }

        public double LogDensity(int kernel, double at) => Math.Log(Probability(kernel, (int)at));

        private double Probability(int kernel, int choice)
        {
            if (kernel == observations.Length)
            {
                return 1.0 / choices;
            }

            double own = (int)observations[kernel] == choice ? 1 : 0;
            return (own + _prior) / (1 + (choices * _prior));
        }
    }
}
