using System.IO.Compression;
using System.Text;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Preprocessing;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning;

public sealed class ModelArtifactTests
{
    private static readonly DataTable s_table = FeaturePipelineTests.Table(
        new NumericColumn("x", [1, float.NaN, 3, 8, 5, 2]),
        FeaturePipelineTests.Words("colour", ColumnType.Categorical, "red", "blüe", null, "red", "green", "green"),
        FeaturePipelineTests.Words("member", ColumnType.Boolean, "Yes", "No", "No", "Yes", "No", "Yes"),
        new DateTimeColumn("at", [0, 86400, 1e9, 2e8, double.NaN, 5e8]));

    [Fact]
    public void A_model_that_was_saved_and_loaded_answers_the_same_and_saves_the_same_bytes()
    {
        TrainedModel model = Fit();
        byte[] bytes = ModelArtifact.ToBytes(model);

        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(bytes));

        Assert.Equal(model.PredictTable(s_table), loaded.PredictTable(s_table));
        Assert.Equal(JsonOf(bytes), JsonOf(ModelArtifact.ToBytes(loaded)));
        Assert.Equal(bytes, ModelArtifact.ToBytes(loaded));
        Assert.Equal(model.Metadata.Metrics, loaded.Metadata.Metrics);
        Assert.Equal(model.Metadata.Hyperparameters.Values, loaded.Metadata.Hyperparameters.Values);
    }

    [Fact]
    public void The_same_training_gives_the_same_bytes() =>
        Assert.Equal(ModelArtifact.ToBytes(Fit()), ModelArtifact.ToBytes(Fit()));

    [Fact]
    public void A_named_positive_class_is_kept_and_without_one_nothing_of_it_is_written()
    {
        TrainedModel model = Fit();
        var named = new TrainedModel(model.Signature with { PositiveClassIsDefault = false }, model.Pipeline, model.Model, model.Metadata);
        byte[] bytes = ModelArtifact.ToBytes(model);

        ModelSignature loaded = ModelArtifact.Load(new MemoryStream(ModelArtifact.ToBytes(named))).Signature;

        Assert.Equal(("Yes", false), (loaded.PositiveClass, loaded.PositiveClassIsDefault));
        Assert.DoesNotContain("positive_class", JsonOf(bytes), StringComparison.Ordinal);
        Assert.Equal(("Yes", true), (ModelArtifact.Load(new MemoryStream(bytes)).Signature.PositiveClass, ModelArtifact.Load(new MemoryStream(bytes)).Signature.PositiveClassIsDefault));
    }

    [Fact]
    public void Every_single_flipped_byte_is_noticed_or_harmless()
    {
        TrainedModel model = Fit();
        byte[] bytes = ModelArtifact.ToBytes(model);
        float[] expected = model.PredictTable(s_table);
        for (int place = 0; place < bytes.Length; place++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[place] ^= 0x21;
            try
            {
                // Some bytes of a zip (its time stamps) say nothing about the content.
                Assert.Equal(expected, ModelArtifact.Load(new MemoryStream(damaged)).PredictTable(s_table));
            }
            catch (InvalidDataException exception)
            {
                Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_cut_off_file_is_refused()
    {
        byte[] bytes = ModelArtifact.ToBytes(Fit());
        for (int length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => ModelArtifact.Load(new MemoryStream(bytes[..length])));
        }
    }

    [Fact]
    public void A_foreign_zip_is_refused()
    {
        byte[] foreign = Zip(("readme.txt", "hello"u8.ToArray()));
        byte[] lookalike = Zip(("model.json", "{}"u8.ToArray()), ("weights.bin", []));

        Assert.Throws<InvalidDataException>(() => ModelArtifact.Load(new MemoryStream(foreign)));
        Assert.Throws<InvalidDataException>(() => ModelArtifact.Load(new MemoryStream(lookalike)));
        Assert.Throws<InvalidDataException>(() => ModelArtifact.Load(new MemoryStream(Encoding.UTF8.GetBytes("not a zip at all"))));
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        byte[] bomb = Zip(("model.json", new byte[200 << 20]), ("weights.bin", []));
        Assert.True(bomb.Length < 1 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => ModelArtifact.Load(new MemoryStream(bomb)));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 << 20);
    }

    private static string JsonOf(byte[] artifact)
    {
        using var zip = new ZipArchive(new MemoryStream(artifact));
        using var reader = new StreamReader(zip.GetEntry("model.json")!.Open());
        return reader.ReadToEnd()[80..];
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static TrainedModel Fit()
    {
        ILearner learner = LearnerCatalog.Find("linear")!;
        var pipeline = FeaturePipeline.Fit(s_table, ["x", "colour", "at"], learner.Layout, new PipelineOptions { MinOneHotRows = 1 });
        var target = TargetColumn.Read(s_table.Find("member")!, null);
        var data = new TrainingData
        {
            Features = pipeline.Transform(s_table),
            Target = target.Values,
            Task = target.Task,
            ClassCount = target.Classes.Count,
        };
        return new TrainedModel(
            new ModelSignature(pipeline.Inputs, "member", target.Task, target.Classes, pipeline.Ignored),
            pipeline,
            learner.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1 }),
            new ModelMetadata
            {
                Learner = learner.Name,
                Hyperparameters = learner.SpaceFor(target.Task).Defaults,
                Seed = 1,
                TrainingRows = data.Rows,
                Metrics = new SortedDictionary<string, double> { ["accuracy"] = 1.0 / 3 },
            });
    }
}
