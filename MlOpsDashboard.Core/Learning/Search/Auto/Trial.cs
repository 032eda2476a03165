using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;

namespace MlOpsDashboard.Core.Learning.Search.Auto;

/// <summary>Something to try.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Learner">The learner.</param>
/// <param name="Hyperparameters">Every hyper-parameter's value.</param>
/// <param name="Seed">The seed of the fit.</param>
internal sealed record Trial(int Number, ILearner Learner, Hyperparameters Hyperparameters, int Seed);
