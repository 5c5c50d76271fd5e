/// Keeps a fault of one part of the page in that part: the rest stays usable, and it is said.
import { Component, type ComponentChildren } from 'preact';
import { words } from '../text/language';
import { Icon } from './icon';

interface Props {
  children: ComponentChildren;
}

export class Boundary extends Component<Props, { fault: string }> {
  override state = { fault: '' };

  override componentDidCatch(fault: unknown): void {
    console.error(fault);
    this.setState({ fault: String(fault) });
  }

  override render() {
    if (!this.state.fault) return this.props.children;
    const t = words.value.problem;
    return (
      <div class="note note-bad" role="alert">
        <Icon name="alert" />
        <p>
          {t.fault} <code>{this.state.fault}</code>
        </p>
        <button type="button" class="button small" onClick={() => this.setState({ fault: '' })}>
          {t.again}
        </button>
      </div>
    );
  }
}
