namespace Monitor.Worker.Admin.Rules;

/// <summary>
/// Forms that were sent to be looked over and not to change anything: the last ones in memory, each worker its own, so that the page after them
/// is a redirect like any other. Who sent one finds it, nobody else.
/// </summary>
public sealed class KeptForms
{
    private const int KeptMax = 50;

    private readonly Lock _lock = new();
    private readonly LinkedList<(int Id, FormPost Form)> _kept = [];
    private int _last;

    /// <summary>The number by which it is found again.</summary>
    public int Keep(FormPost form)
    {
        lock (_lock)
        {
            _kept.AddLast((++_last, form));
            if (_kept.Count > KeptMax)
            {
                _kept.RemoveFirst();
            }

            return _last;
        }
    }

    /// <summary>Null where it is not kept any more, or another one sent it.</summary>
    public FormPost? Find(int? id, string? author)
    {
        lock (_lock)
        {
            return _kept.FirstOrDefault(one => one.Id == id && one.Form.Author == author).Form;
        }
    }
}
