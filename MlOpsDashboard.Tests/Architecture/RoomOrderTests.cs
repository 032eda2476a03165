using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed class RoomOrderTests
{
    [Fact]
    public void Every_room_has_its_place_in_the_order_of_its_folder()
    {
        var there = Rooms.Files.Select(file => $"{file.Folders[0]}: {Rooms.Of(file)}").Distinct().ToArray();
        var known = Rooms.Order.SelectMany(pair => pair.Value.Select(room => $"{pair.Key}: {room}")).ToArray();

        Faults.None(there.Except(known));
        Faults.None(known.Except(there).Where(room => !room.EndsWith(": ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_room_uses_only_rooms_before_it()
    {
        var faults = from file in Rooms.Files
                     from used in Rooms.UsedBy(file)
                     where !Rooms.MayUse(file.Folders[0], Rooms.Of(file), used)
                     select $"{file} uses {(used == Rooms.Top ? "what stands in no room" : used)}";

        Faults.None(faults);
    }

    [Fact]
    public void What_prints_trees_knows_no_learner()
    {
        var learners = Rooms.Files.Where(file => file.Name.EndsWith("Learner.cs", StringComparison.Ordinal) && file.Name != "ILearner.cs")
            .Select(Rooms.Of).Distinct().ToArray();
        var printers = Rooms.Files.Where(file => Rooms.Of(file) == "Trees/Dump").ToArray();

        Assert.Equal(5, learners.Length);
        Assert.NotEmpty(printers);
        Faults.None(printers.Where(file => Rooms.UsedBy(file).Intersect(learners).Any()));
    }

    [Theory]
    [InlineData("Learning", "Contract", "Rows", true)]
    [InlineData("Learning", "Rows", "Contract", false)]
    [InlineData("Learning", "Trees", "Trees/Dump", false)]
    [InlineData("Learning", "Preprocessing", "Preprocessing/Steps", true)]
    [InlineData("Serving", "Served", Rooms.Top, false)]
    [InlineData("Serving", Rooms.Top, "Batch", true)]
    [InlineData("Monitoring", "Inputs", "Inputs", true)]
    public void Order_allows_what_stands_before(string folder, string user, string used, bool allowed) =>
        Assert.Equal(allowed, Rooms.MayUse(folder, user, used));

    [Theory]
    [InlineData("Learning/Kernels", "using MlOpsDashboard.Core.Learning.Trees.Dump;", "Trees/Dump")]
    [InlineData("Learning/Kernels", "using static MlOpsDashboard.Core.Learning.Boosting.BoostingLoss;", "Boosting")]
    [InlineData("Learning/Kernels", "private readonly Core.Learning.Trees.TreeNode _node;", "Trees")]
    [InlineData("Learning/Kernels", "private readonly Trees.TreeNode _node;", "Trees")]
    [InlineData("Learning/Trees/Dump", "private readonly TreeNode _node;", "Trees")]
    [InlineData("Serving/Served", "services.Add(ServingRegistration.All);", Rooms.Top)]
    [InlineData("Learning/Kernels", "private readonly TreeNode _node;", null)]
    [InlineData("Learning/Kernels", "// As Trees.TreeNode does.", null)]
    [InlineData("Learning/Kernels", "using MlOpsDashboard.Core.Tabular;", null)]
    public void Use_of_a_room_is_seen_however_it_is_named(string folder, string code, string? used)
    {
        var file = new SourceFile(SourceTree.CoreProject, $"{SourceTree.CoreProject}/{folder}/Made.cs", code);

        Assert.Equal(used is null ? [] : [used], Rooms.UsedBy(file));
    }
}
