import './styles/panel.css';
import { registerControls } from './controls.ts';
import { runPanel } from './panel.ts';

registerControls();
const host = document.getElementById('panel');
if (host !== null) runPanel(host);
