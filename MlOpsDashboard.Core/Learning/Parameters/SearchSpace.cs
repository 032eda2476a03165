namespace MlOpsDashboard.Core.Learning.Parameters;

/// <summary>The hyper-parameters of a learner: their ranges, defaults and conditions.</summary>
/// <param name="Parameters">The parameters; one that others depend on comes before them.</param>
public sealed record SearchSpace(IReadOnlyList<Parameter> Parameters)
{
    /// <summary>The default of every parameter.</summary>
    public Hyperparameters Defaults { get; } = new(Parameters.Select(p => new KeyValuePair<string, object>(p.Name, p.Default)));

    /// <summary>The parameter of a name, or null.</summary>
    /// <param name="name">Compared ordinally.</param>
    public Parameter? Find(string name) => Parameters.FirstOrDefault(p => p.Name == name);
}
