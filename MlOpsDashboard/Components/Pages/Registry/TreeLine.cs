using System.Globalization;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Learning.Trees.Dump;

namespace MlOpsDashboard.Components.Pages.Registry;

/// <summary>A line of a tree on the page.</summary>
/// <param name="Node">The node.</param>
/// <param name="Branch">"yes" or "no" of the question above; null for the root.</param>
/// <param name="Answer">What a leaf answers; empty for other nodes.</param>
/// <param name="Hidden">How many lines below this one are too deep to be shown.</param>
internal sealed record TreeLine(DumpedNode Node, string? Branch, string Answer, int Hidden)
{
    private const int MaxDepth = 6;

    /// <summary>The style that moves the line to its depth.</summary>
    public string Indent => string.Create(CultureInfo.InvariantCulture, $"--depth: {Node.Depth}");

    /// <summary>The lines of a tree, down to a depth that can still be read.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="tree">Which.</param>
    public static IReadOnlyList<TreeLine> Of(TreeDump trees, int tree)
    {
        (MemberTrees member, int own) = trees.Find(tree);
        IReadOnlyList<DumpedNode> nodes = member.Read(own);
        var branches = new string?[nodes.Count];
        var lines = new List<TreeLine>();
        for (int i = 0; i < nodes.Count; i++)
        {
            DumpedNode node = nodes[i];
            if (node is { Yes: { } yes, No: { } no })
            {
                branches[yes] = node.Missing == yes ? "yes or missing" : "yes";
                branches[no] = node.Missing == no ? "no or missing" : "no";
            }

            if (node.Depth > MaxDepth)
            {
                lines[^1] = lines[^1] with { Hidden = lines[^1].Hidden + 1 };
            }
            else
            {
                lines.Add(new TreeLine(node, branches[i], AnswerOf(member, trees.Model.Signature.Target, node), 0));
            }
        }

        return lines;
    }

    private static string AnswerOf(MemberTrees member, string target, DumpedNode node) => node.Values switch
    {
        [] => "",
        [var value] => member is { IsMean: true } && member.Outputs[0] != target
            ? $"{member.Outputs[0]} {Percent(value)}"
            : Display.Number(value),
        var values => string.Join(
            ", ",
            values.Select((value, i) => (Value: value, Name: member.Outputs[i])).Where(share => share.Value > 0)
                .OrderByDescending(share => share.Value).Take(3).Select(share => $"{share.Name} {Percent(share.Value)}")),
    };

    private static string Percent(float share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
