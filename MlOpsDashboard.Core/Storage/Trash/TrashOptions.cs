using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Storage.Trash;

/// <summary>How long deleted things can be restored (section <c>Trash</c>).</summary>
public sealed class TrashOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Trash";

    /// <summary>Days after which a deleted thing is removed for good; 0 keeps it until somebody empties the trash.</summary>
    /// <value>Default: 30.</value>
    [Range(0, 36_500, ErrorMessage = "Trash:RetentionDays must be from 0 to 36500.")]
    public int RetentionDays { get; set; } = 30;
}
