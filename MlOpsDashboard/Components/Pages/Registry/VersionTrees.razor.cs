using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Trees.Dump;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>The trees of a version, one at a time, each split a question in the words of the data.</summary>
public sealed partial class VersionTrees : LiveComponent
{
    private TreeDump? _trees;
    private IReadOnlyList<TreeLine> _lines = [];
    private int _tree;
    private bool _busy;
    private Exception? _error;

    /// <summary>The version.</summary>
    [Parameter, EditorRequired]
    public ModelVersion Version { get; set; } = default!;

    [Inject]
    private ModelExports Exports { get; set; } = default!;

    private string Meaning
    {
        get
        {
            (MemberTrees member, int own) = _trees!.Find(_tree);
            string share = _trees.IsEnsemble
                ? $"A tree of {Names.LearnerInWords(member.Learner)}, which has {Display.Number(100 * member.Weight, 2)} % of the ensemble's answer. " : "";
            return share + MeaningOf(member, own, _trees.IsEnsemble ? "member's answer" : "answer");
        }
    }

    /// <summary>Whether a version's learner makes trees, or may.</summary>
    /// <param name="version">The version.</param>
    public static bool Shows(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return LearnerNames.MayMakeTrees(version.Learner);
    }

    private static string MeaningOf(MemberTrees member, int tree, string what) => member.IsMean
        ? $"The {what} is the mean of all {member.Trees} trees."
        : member.OutputOf(tree) is { } output && member.Outputs.Count > 1
            ? $"This tree adds to the score of {output}; a score starts from what is frequent, and the highest wins."
            : $"The trees' answers add up, from {Display.Number(member.Start[0])} on{(member.Link is "identity" ? "." : $", to a score; {ScoreMeaning(member)}.")}";

    private static string ScoreMeaning(MemberTrees member) =>
        member.Link == "exponential" ? "its exponential is the prediction" : $"above 0, {member.Outputs[0]} is more likely than not";

    private async Task ShowAsync()
    {
        _busy = true;
        try
        {
            _trees = (await Exports.TreesAsync(Version.ModelId, Lifetime)).Trees;
            _error = null;
            Pick(0);
        }
        catch (Exception exception) when (exception is NotFoundException or ConflictException)
        {
            _error = exception;
        }
        finally
        {
            _busy = false;
        }
    }

    private void Pick(int tree)
    {
        _tree = Math.Clamp(tree, 0, Math.Max(0, _trees!.Trees - 1));
        _lines = _trees.Trees == 0 ? [] : TreeLine.Of(_trees, _tree);
    }
}
