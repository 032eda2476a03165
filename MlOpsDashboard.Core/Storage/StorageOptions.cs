using System.ComponentModel.DataAnnotations;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Where the program keeps its files (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Storage";

    /// <summary>The folder of database, artifacts and keys; a relative path starts at the content root.</summary>
    /// <value>Default: <c>./data</c>.</value>
    [Required(ErrorMessage = "Storage:DataDirectory must name a folder.")]
    public string DataDirectory { get; set; } = "./data";
}
