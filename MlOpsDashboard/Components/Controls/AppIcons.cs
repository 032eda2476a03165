using MudBlazor;

namespace MlOpsDashboard.Components.Controls;

/// <summary>The pictures of the pages, by the name that the pages use: each is drawn as SVG, so that no font of pictures is loaded.</summary>
public static class AppIcons
{
    private static readonly Dictionary<string, string> s_paths = new(StringComparer.Ordinal)
    {
        ["add"] = Icons.Material.Outlined.Add,
        ["archive"] = Icons.Material.Outlined.Archive,
        ["arrow_forward"] = Icons.Material.Outlined.ArrowForward,
        ["arrow_upward"] = Icons.Material.Outlined.ArrowUpward,
        ["bolt"] = Icons.Material.Outlined.Bolt,
        ["casino"] = Icons.Material.Outlined.Casino,
        ["check"] = Icons.Material.Outlined.Check,
        ["check_circle"] = Icons.Material.Outlined.CheckCircle,
        ["check_box"] = Icons.Material.Outlined.CheckBox,
        ["check_box_empty"] = Icons.Material.Outlined.CheckBoxOutlineBlank,
        ["chevron_left"] = Icons.Material.Outlined.ChevronLeft,
        ["chevron_right"] = Icons.Material.Outlined.ChevronRight,
        ["close"] = Icons.Material.Outlined.Close,
        ["columns"] = Icons.Material.Outlined.ViewColumn,
        ["compare"] = Icons.Material.Outlined.Compare,
        ["computer"] = Icons.Material.Outlined.Computer,
        ["content_copy"] = Icons.Material.Outlined.ContentCopy,
        ["csv"] = Icons.Material.Outlined.GridOn,
        ["dark_mode"] = Icons.Material.Outlined.DarkMode,
        ["dataset"] = Icons.Material.Outlined.Dataset,
        ["delete"] = Icons.Material.Outlined.Delete,
        ["delete_forever"] = Icons.Material.Outlined.DeleteForever,
        ["deployed_code"] = Icons.Material.Outlined.ViewInAr,
        ["description"] = Icons.Material.Outlined.Description,
        ["download"] = Icons.Material.Outlined.Download,
        ["drift"] = Icons.Material.Outlined.CompareArrows,
        ["error"] = Icons.Material.Outlined.Error,
        ["expand_more"] = Icons.Material.Outlined.ExpandMore,
        ["explore_off"] = Icons.Material.Outlined.ExploreOff,
        ["filter_alt_off"] = Icons.Material.Outlined.FilterAltOff,
        ["group"] = Icons.Material.Outlined.Group,
        ["image"] = Icons.Material.Outlined.Image,
        ["info"] = Icons.Material.Outlined.Info,
        ["key"] = Icons.Material.Outlined.Key,
        ["label"] = Icons.Material.Outlined.Label,
        ["left_panel_close"] = Icons.Material.Outlined.KeyboardDoubleArrowLeft,
        ["left_panel_open"] = Icons.Material.Outlined.KeyboardDoubleArrowRight,
        ["light_mode"] = Icons.Material.Outlined.LightMode,
        ["lock"] = Icons.Material.Outlined.Lock,
        ["logout"] = Icons.Material.Outlined.Logout,
        ["memory"] = Icons.Material.Outlined.Memory,
        ["menu"] = Icons.Material.Outlined.Menu,
        ["model_training"] = Icons.Material.Outlined.ModelTraining,
        ["monitoring"] = Icons.Material.Outlined.QueryStats,
        ["more"] = Icons.Material.Outlined.MoreHoriz,
        ["notifications"] = Icons.Material.Outlined.Notifications,
        ["notifications_off"] = Icons.Material.Outlined.NotificationsOff,
        ["pause"] = Icons.Material.Outlined.Pause,
        ["person"] = Icons.Material.Outlined.Person,
        ["play_arrow"] = Icons.Material.Outlined.PlayArrow,
        ["progress_activity"] = Icons.Material.Outlined.Autorenew,
        ["radio_button_unchecked"] = Icons.Material.Outlined.RadioButtonUnchecked,
        ["receipt_long"] = Icons.Material.Outlined.ReceiptLong,
        ["refresh"] = Icons.Material.Outlined.Refresh,
        ["save"] = Icons.Material.Outlined.Save,
        ["science"] = Icons.Material.Outlined.Science,
        ["search"] = Icons.Material.Outlined.Search,
        ["search_off"] = Icons.Material.Outlined.SearchOff,
        ["settings"] = Icons.Material.Outlined.Settings,
        ["space_dashboard"] = Icons.Material.Outlined.SpaceDashboard,
        ["stop"] = Icons.Material.Outlined.Stop,
        ["table_view"] = Icons.Material.Outlined.TableView,
        ["task_alt"] = Icons.Material.Outlined.TaskAlt,
        ["undo"] = Icons.Material.Outlined.Undo,
        ["upload"] = Icons.Material.Outlined.Upload,
        ["upload_file"] = Icons.Material.Outlined.UploadFile,
        ["warning"] = Icons.Material.Outlined.Warning,
    };

    /// <summary>Every name.</summary>
    public static IReadOnlyCollection<string> Names => s_paths.Keys;

    /// <summary>The SVG of a picture.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public static string Of(string name) => s_paths[name];
}
