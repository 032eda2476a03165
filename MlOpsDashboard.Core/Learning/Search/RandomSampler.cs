using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>Uniform values, on a logarithmic scale where the parameter asks for one (Bergstra and Bengio 2012).</summary>
public sealed class RandomSampler : ISampler
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public Hyperparameters Propose(SearchSpace space, IReadOnlyList<Observation> history, int seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        var random = new Random(seed);
        var chosen = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (IReadOnlyList<Parameter> group in ConditionalSpace.Groups(space))
        {
            if (ConditionalSpace.Holds(group, chosen))
            {
                foreach (Parameter parameter in group)
                {
                    chosen[parameter.Name] = Draw(parameter, random);
                }
            }
        }

        return new Hyperparameters(chosen);
    }

    private static object Draw(Parameter parameter, Random random) => parameter switch
    {
        FloatParameter real => Between(real.Low, real.High, real.Log, random),
        IntParameter whole => Math.Clamp(
            (long)Math.Round(Between(whole.Low - 0.5, whole.High + 0.5, whole.Log, random)), whole.Low, whole.High),
        ChoiceParameter choice => choice.Choices[random.Next(choice.Choices.Count)],
        _ => throw new NotSupportedException($"Hyper-parameter '{parameter.Name}' is of a kind that cannot be searched."),
    };

    private static double Between(double low, double high, bool log, Random random) => log
        ? Math.Exp(Between(Math.Log(low), Math.Log(high), log: false, random))
        : low + ((high - low) * random.NextDouble());
}
