using MlOpsDashboard.Core.Serving.Served;

namespace MlOpsDashboard.Core.Serving.Plans;

/// <summary>
/// Versions that were asked for by number, kept loaded up to a limit; the one that was asked for longest ago goes first.
/// Safe for concurrent calls.
/// </summary>
/// <param name="capacity">Versions at most.</param>
internal sealed class PinnedModels(int capacity)
{
    private readonly LinkedList<ServedModel> _byUse = new();
    private readonly Lock _lock = new();

    /// <summary>A loaded version, or null.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">The version.</param>
    public ServedModel? Find(string name, int version)
    {
        lock (_lock)
        {
            for (LinkedListNode<ServedModel>? node = _byUse.First; node is not null; node = node.Next)
            {
                if (node.Value.Version == version && node.Value.Name == name)
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    return node.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Keeps a version.</summary>
    /// <param name="model">The loaded version.</param>
    public void Add(ServedModel model)
    {
        lock (_lock)
        {
            RemoveWhere(kept => kept.Name == model.Name && kept.Version == model.Version);
            _byUse.AddFirst(model);
            if (_byUse.Count > capacity)
            {
                _byUse.RemoveLast();
            }
        }
    }

    /// <summary>Forgets all versions of a model, because a stage changed.</summary>
    /// <param name="name">The model's name.</param>
    public void Forget(string name)
    {
        lock (_lock)
        {
            RemoveWhere(kept => kept.Name == name);
        }
    }

    /// <summary>The versions kept now.</summary>
    public ServedModel[] ToArray()
    {
        lock (_lock)
        {
            return [.. _byUse];
        }
    }

    private void RemoveWhere(Func<ServedModel, bool> condition)
    {
        LinkedListNode<ServedModel>? node = _byUse.First;
        while (node is not null)
        {
            LinkedListNode<ServedModel>? next = node.Next;
            if (condition(node.Value))
            {
                _byUse.Remove(node);
            }

            node = next;
        }
    }
}
