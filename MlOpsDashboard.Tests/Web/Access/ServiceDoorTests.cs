using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage.Trash;
using MlOpsDashboard.Tests.Architecture;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>Every change goes through a door that asks for a role, whoever calls: a page, an endpoint or the hub.</summary>
public sealed class ServiceDoorTests
{
    private static readonly Dictionary<string, UserRole> s_doors = new(StringComparer.Ordinal)
    {
        ["DatasetService.StoreAsync"] = UserRole.DataScientist,
        ["DatasetService.StoreSampleAsync"] = UserRole.DataScientist,
        ["DatasetTrash.DeleteAsync"] = UserRole.DataScientist,
        ["DatasetTrash.RestoreAsync"] = UserRole.DataScientist,
        ["DatasetTrash.PurgeAsync"] = UserRole.Administrator,
        ["RunTrash.DeleteAsync"] = UserRole.DataScientist,
        ["RunTrash.RestoreAsync"] = UserRole.DataScientist,
        ["RunTrash.PurgeAsync"] = UserRole.Administrator,
        ["VersionTrash.RestoreAsync"] = UserRole.DataScientist,
        ["VersionTrash.PurgeAsync"] = UserRole.Administrator,
        ["TrashService.RestoreAsync"] = UserRole.DataScientist,
        ["TrashService.EmptyAsync"] = UserRole.Administrator,
        ["TrackingService.SetTagsAsync"] = UserRole.DataScientist,
        ["TrackingService.DeleteTagAsync"] = UserRole.DataScientist,
        ["TrackingService.DescribeAsync"] = UserRole.DataScientist,
        ["RegistryService.RegisterAsync"] = UserRole.DataScientist,
        ["RegistryService.PromoteAsync"] = UserRole.DataScientist,
        ["RegistryService.MoveAsync"] = UserRole.DataScientist,
        ["RegistryService.CommentAsync"] = UserRole.DataScientist,
        ["RegistryService.DescribeAsync"] = UserRole.DataScientist,
        ["RegistryService.DeleteAsync"] = UserRole.DataScientist,
        ["RegistryService.RestoreAsync"] = UserRole.DataScientist,
        ["RegistryService.PurgeAsync"] = UserRole.Administrator,
        ["ComparisonService.StartAsync"] = UserRole.DataScientist,
        ["ComparisonService.RemoveAsync"] = UserRole.DataScientist,
        ["RegistryService.ChangeOwnersAsync"] = UserRole.DataScientist,
        ["RegistryService.SetAliasAsync"] = UserRole.DataScientist,
        ["RegistryService.RemoveAliasAsync"] = UserRole.DataScientist,
        ["RegistryService.LabelAsync"] = UserRole.DataScientist,
        ["RegistryService.ChangePolicyAsync"] = UserRole.Approver,
        ["ApprovalService.AskAsync"] = UserRole.DataScientist,
        ["ApprovalService.ApproveAsync"] = UserRole.Approver,
        ["ApprovalService.RejectAsync"] = UserRole.Approver,
        ["ApprovalService.WithdrawAsync"] = UserRole.DataScientist,
        ["DeploymentService.StartAsync"] = UserRole.Approver,
        ["DeploymentService.AdvanceAsync"] = UserRole.Approver,
        ["DeploymentService.PauseAsync"] = UserRole.Approver,
        ["DeploymentService.ResumeAsync"] = UserRole.Approver,
        ["DeploymentService.AbortAsync"] = UserRole.Approver,
        ["DeploymentService.RollBackAsync"] = UserRole.Approver,
        ["DeploymentService.StepAsync"] = UserRole.Approver,
        ["DeploymentService.CompleteAsync"] = UserRole.Approver,
        ["AbTestService.StartAsync"] = UserRole.Approver,
        ["AbTestService.CompleteAsync"] = UserRole.Approver,
        ["AbTestService.StopAsync"] = UserRole.Approver,
        ["AbTestService.PromoteAsync"] = UserRole.Approver,
        ["AbTestService.EndAsync"] = UserRole.Approver,
        ["TrainingService.StartAsync"] = UserRole.DataScientist,
        ["TrainingService.CancelAsync"] = UserRole.DataScientist,
        ["LabelledDatasetService.MakeAsync"] = UserRole.DataScientist,
        ["DriftService.CheckAsync"] = UserRole.DataScientist,
        ["DriftService.ChangeSettingsAsync"] = UserRole.DataScientist,
        ["DriftSimulator.RunAsync"] = UserRole.DataScientist,
        ["RetrainingService.SetAsync"] = UserRole.DataScientist,
        ["RetrainingService.RunAsync"] = UserRole.DataScientist,
        ["RetrainingService.ChallengeAsync"] = UserRole.Approver,
        ["RetrainingService.AnswerAsync"] = UserRole.Approver,
        ["AlertService.CreateAsync"] = UserRole.DataScientist,
        ["AlertService.ChangeAsync"] = UserRole.DataScientist,
        ["AlertService.DeleteAsync"] = UserRole.DataScientist,
        ["AlertChannelService.CreateAsync"] = UserRole.Administrator,
        ["AlertChannelService.DeleteAsync"] = UserRole.Administrator,
        ["AlertChannelService.SendTestAsync"] = UserRole.Administrator,
        ["AlertChannelService.RetryAsync"] = UserRole.Administrator,
        ["BatchService.StartAsync"] = UserRole.Viewer,
        ["BatchService.CancelAsync"] = UserRole.DataScientist,
        ["FeedbackService.AddAsync"] = UserRole.Viewer,
        ["RetentionService.ChangeAsync"] = UserRole.Administrator,
        ["ApiKeyService.CreateAsync"] = UserRole.Administrator,
        ["ApiKeyService.RevokeAsync"] = UserRole.Administrator,
        ["PeopleService.CreateAsync"] = UserRole.Administrator,
        ["PeopleService.ChangeAsync"] = UserRole.Administrator,
        ["InvitationService.InviteAsync"] = UserRole.Administrator,
        ["InvitationService.ResetAsync"] = UserRole.Administrator,
        ["InvitationService.WithdrawAsync"] = UserRole.Administrator,
        ["OwnPassword.ChangeAsync"] = UserRole.Viewer,
        ["SessionService.RevokeAsync"] = UserRole.Viewer,
    };

    // Methods that say by their first word that they read.
    private static readonly string[] s_reading = ["Get", "Find", "List", "Read", "Open", "Count", "Compare", "Describe", "Write", "Is", "Has", "Check"];

    // What else the web program calls without saying who asks. A new name here is a decision that nobody has to be asked for.
    private static readonly HashSet<string> s_open = new(StringComparer.Ordinal)
    {
        // Reading by other words.
        "DatasetService.ValidationAsync",
        "DatasetService.LoadAsync",
        "DatasetService.VersionsAsync",
        "DatasetService.RowsAsync",
        "DatasetService.DiffAsync",
        "DatasetService.ProfileAsync",
        "DatasetService.PreviewAsync",
        "RunQueries.NamedPartsAsync",
        "RunQueries.HistoryAsync",
        "RunQueries.PageAsync",
        "RunQueries.ExperimentsAsync",
        "RunQueries.ExperimentAsync",
        "RegistryService.VersionsAsync",
        "RegistryService.HistoryAsync",
        "RegistryService.CommentsAsync",
        "RegistryService.MovesAsync",
        "ModelExports.TreesAsync",
        "ModelExports.OnnxAsync",
        "TrainingService.TrialsAsync",
        "TrainingService.LogAsync",
        "ExplanationService.DependenceAsync",
        "ExplanationService.GlobalAsync",
        "ExplanationService.ImportanceAsync",
        "LabelledDatasetService.ReferenceAsync",
        "PredictionListing.ToLabelAsync",
        "TrashService.PageAsync",
        "DriftService.SettingsAsync",
        "DriftSimulator.FeaturesAsync",
        "RetrainingService.DecisionsAsync",

        // The program's own start, and a check of the files that the route lets administrators ask for alone.
        "DatabaseModel.BeginAsync",
        "ArtifactVerification.VerifyAsync",

        // Predicting, which everybody who is let in may; and a file on its way in, of which nothing stays unless a door lets it.
        "PredictionService.PredictAsync",
        "PageTries.TakePartAsync",
        "TablePredictions.PredictBatchAsync",
        "TablePredictions.PredictCsvAsync",
        "PageTries.PredictAsync",
        "PageTries.WhatIfAsync",
        "OpenInferenceService.InferAsync",
        "BatchService.StageAsync",
        "DatasetService.StageAsync",

        // How somebody is let in, and out.
        "ApiKeyDirectory.WorksAsync",
        "UserService.SignInAdministratorAsync",
        "SessionService.BeginAsync",
        "SessionService.EndAsync",
        "SessionService.SeeAsync",
        "PasswordSignIn.SignInAsync",
        "InvitationService.AcceptAsync",
    };

    [Fact]
    public void Every_method_that_asks_who_acts_is_in_the_table() =>
        Assert.Equal(s_doors.Keys.Order(StringComparer.Ordinal), ServiceDoors.Asking().Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Whatever_pages_endpoints_and_the_hub_call_asks_who_acts_or_only_reads() =>
        Faults.None(ServiceDoors.Called()
            .Where(called => !s_open.Contains(called.Key) && !called.Value.All(method => ServiceDoors.Asks(method) || Reads(method)))
            .Select(called => $"{called.Key} does not ask who acts"));

    [Fact]
    public async Task A_door_lets_in_its_role_and_those_above_and_nobody_else()
    {
        using var app = new AppFactory();
        var faults = new List<string>();
        foreach ((string door, MethodInfo[] methods) in ServiceDoors.Asking())
        {
            foreach (MethodInfo method in methods)
            {
                object service = app.Services.GetService(method.DeclaringType!)
                    ?? app.Services.GetServices<ITrashSource>().Single(source => source.GetType() == method.DeclaringType);
                foreach (UserRole? role in (UserRole?[])[null, .. Enum.GetValues<UserRole>()])
                {
                    Exception? outcome = await Record.ExceptionAsync(() => CallAsync(service, method, Actor.Of("someone", role)));
                    if (outcome is ForbiddenException == (role >= s_doors[door]))
                    {
                        faults.Add($"{door} as {role?.ToString() ?? "nobody"}: {outcome}");
                    }
                }
            }
        }

        Faults.None(faults);
    }

    // DescribeAsync is a word for both; those that change are told apart by the name of the one who asks.
    private static bool Reads(MethodInfo method) =>
        Array.Exists(s_reading, word => method.Name.StartsWith(word, StringComparison.Ordinal)) && !s_doors.ContainsKey($"{method.DeclaringType!.Name}.{method.Name}");

    // Whoever is let in meets empty arguments and a wait that has ended: all that counts is whether they were let in.
    private static async Task CallAsync(object service, MethodInfo method, Actor actor)
    {
        object?[] arguments = [.. method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(Actor) => actor,
            var type when type == typeof(CancellationToken) => new CancellationToken(canceled: true),
            { IsValueType: true } type => Activator.CreateInstance(type),
            _ => null,
        })];
        await (Task)method.Invoke(service, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
