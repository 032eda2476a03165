using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;

namespace MlOpsDashboard.Core.Learning.Trees.Dump;

/// <summary>
/// The trees of a model in the words of the data: names of columns, thresholds in their units, words of categories. The trees of an ensemble's
/// members are numbered through. Immutable.
/// </summary>
public sealed class TreeDump
{
    private TreeDump(TrainedModel model, IReadOnlyList<MemberTrees> members, bool isEnsemble)
    {
        (Model, Members, IsEnsemble) = (model, members, isEnsemble);
        Trees = members.Sum(member => member.Trees);
    }

    /// <summary>The model.</summary>
    public TrainedModel Model { get; }

    /// <summary>The members of an ensemble, with those that have no trees; else the model alone.</summary>
    public IReadOnlyList<MemberTrees> Members { get; }

    /// <summary>Whether the answer is the weighted mean of the members' answers.</summary>
    public bool IsEnsemble { get; }

    /// <summary>The number of trees of all members.</summary>
    public int Trees { get; }

    /// <summary>The curves that the answer goes through at last; empty without calibration.</summary>
    internal IReadOnlyList<ICalibrationCurve> Calibration => Model.Model is CalibratedModel calibrated ? calibrated.Curves : [];

    /// <summary>The trees of a model.</summary>
    /// <param name="model">A model of boosting or of a random forest, or an ensemble with such a member.</param>
    /// <exception cref="ConflictException">The model has no trees.</exception>
    public static TreeDump Of(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        IFittedModel fitted = CalibratedModel.Uncalibrated(model.Model);
        MemberTrees[] members = fitted is EnsembleModel ensemble ? MembersOf(model, ensemble)
            : [MemberTrees.Of(model, fitted, model.Metadata.Learner, weight: 1, columns: null, first: 0)];
        if (members.Any(member => member.HasTrees))
        {
            return new TreeDump(model, members, fitted is EnsembleModel);
        }

        string learners = string.Join(", ", members.Select(member => member.Learner).Distinct().Select(learner => $"'{learner}'"));
        throw new ConflictException($"A model of the learner {learners} has no trees to show: gradient boosting and random forests have.");
    }

    /// <summary>Who has a tree.</summary>
    /// <param name="tree">From 0 to <see cref="Trees"/> − 1.</param>
    /// <returns>The member, and the tree's number among its own.</returns>
    public (MemberTrees Member, int Own) Find(int tree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tree);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tree, Trees);
        MemberTrees member = Members.Last(member => member.Trees > 0 && member.First <= tree);
        return (member, tree - member.First);
    }

    private static MemberTrees[] MembersOf(TrainedModel model, EnsembleModel ensemble)
    {
        var members = new MemberTrees[ensemble.Members.Count];
        int first = 0;
        for (int i = 0; i < members.Length; i++)
        {
            EnsembleMember member = ensemble.Members[i];
            members[i] = MemberTrees.Of(model, member.Model, member.Learner, member.Weight, member.Features, first);
            first += members[i].Trees;
        }

        return members;
    }
}
